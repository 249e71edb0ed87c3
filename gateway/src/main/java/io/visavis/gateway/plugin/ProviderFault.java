package io.visavis.gateway.plugin;

import org.jspecify.annotations.Nullable;

/**
 * A provider broke its promise: it threw something else than a {@code ProviderException}, returned null, or kept its deadline
 * not.
 */
public final class ProviderFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean timedOut;

    ProviderFault(String message, boolean timedOut, @Nullable Throwable cause) {
        super(message, cause);
        this.timedOut = timedOut;
    }

    /** Whether it ran out of time: the vendor may have been reached. */
    public boolean timedOut() {
        return timedOut;
    }
}
