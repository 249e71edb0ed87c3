package io.visavis.spi;

import org.jspecify.annotations.Nullable;

/**
 * The vendor took a command.
 *
 * @param reference the vendor's id of what was made, if it gives one
 * @param shortfall what was not taken although the rest was, in words for the visitor; null when all was
 */
public record CommandReceipt(
        @Nullable String reference, @Nullable String shortfall) {

    public static CommandReceipt done() {
        return new CommandReceipt(null, null);
    }

    public static CommandReceipt of(String reference) {
        return new CommandReceipt(reference, null);
    }
}
