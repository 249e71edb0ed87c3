package io.visavis.spi;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A vendor did not do what was asked. The provider classifies, the gateway decides; anything else a provider throws is
 * taken for a bug. Messages are for administrators and carry no secret and no message text.
 */
public final class ProviderException extends RuntimeException {

    /** What the gateway may do next. */
    public enum Kind {
        /** Our credentials or rights are refused: no retry helps before someone mends the connection. */
        AUTHENTICATION,
        /** The vendor understood and will never accept this. */
        REJECTED,
        /** Too fast; see {@link ProviderException#retryAfter()}. */
        RATE_LIMITED,
        /** Certainly not taken: safe to send again. */
        UNAVAILABLE,
        /** It may have arrived; repeated only where the vendor drops repeats by idempotency key. */
        UNCERTAIN,
        /** The conversation is over at the vendor. */
        CONVERSATION_OVER,
        /** This provider does not know the command. */
        UNSUPPORTED
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    public ProviderException(Kind kind, String message) {
        this(kind, message, null, null);
    }

    public ProviderException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, null, cause);
    }

    private ProviderException(Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /**
     * Too fast.
     *
     * @param retryAfter as the vendor says, or null
     */
    public static ProviderException rateLimited(String message, @Nullable Duration retryAfter) {
        return new ProviderException(Kind.RATE_LIMITED, message, retryAfter, null);
    }

    /** Not taken now; the vendor says when to come back. */
    public static ProviderException unavailable(String message, @Nullable Duration retryAfter) {
        return new ProviderException(Kind.UNAVAILABLE, message, retryAfter, null);
    }

    public static ProviderException unsupported(ProviderCommand command) {
        return new ProviderException(
                Kind.UNSUPPORTED, command.getClass().getSimpleName() + " is not supported by this provider");
    }

    public Kind kind() {
        return kind;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
