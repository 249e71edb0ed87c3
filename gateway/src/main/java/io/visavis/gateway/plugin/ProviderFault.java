package io.visavis.gateway.plugin;

/** A provider broke its promise: it threw something else than a {@code ProviderException}, or kept its deadline not. */
public final class ProviderFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean timedOut;

    ProviderFault(String message, boolean timedOut, Throwable cause) {
        super(message, cause);
        this.timedOut = timedOut;
    }

    /** Whether it ran out of time: the vendor may have been reached. */
    public boolean timedOut() {
        return timedOut;
    }
}
