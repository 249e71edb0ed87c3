package io.visavis.gateway.storage;

import java.time.Duration;

/** Nothing of the work is known to be stored; the same again, a little later, may work. */
public final class StorageUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final boolean overloaded;

    private StorageUnavailableException(String message, boolean overloaded) {
        super(message, null, false, false);
        this.overloaded = overloaded;
    }

    static StorageUnavailableException overloaded() {
        return new StorageUnavailableException("More is asked than can be stored now.", true);
    }

    static StorageUnavailableException because(String message) {
        return new StorageUnavailableException(message, false);
    }

    /** Whether there was too much to store, rather than nothing to store it in. */
    public boolean isOverload() {
        return overloaded;
    }

    /** When to come back. */
    public Duration retryAfter() {
        return COME_BACK;
    }
}
