package io.visavis.gateway.inbox;

import io.visavis.gateway.conversation.VendorText;
import io.visavis.spi.ProviderEvent;
import org.jspecify.annotations.Nullable;

/**
 * One event of a delivery.
 *
 * @param index its place among the delivery's events
 */
record Arrival(InboxRow row, int index, ProviderEvent event) {
    /** What makes this event recognisable when it comes again: the vendor's id, else the delivery it came in. */
    String key(String prefix, @Nullable String vendorId) {
        return vendorId == null || vendorId.isBlank()
                ? "in:" + row.id() + ":" + index
                : prefix + VendorText.id(vendorId);
    }
}
