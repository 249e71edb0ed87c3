package io.visavis.loopback;

import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** How commands are answered: one way to fail for each thing that can go wrong at a vendor. */
enum Answering {
    OK,
    UNAUTHORIZED,
    REJECTED,
    BUSY,
    UNAVAILABLE,
    UNCERTAIN,
    OVER;

    /** What the vendor of a busy line asks for. */
    private static final Duration PAUSE = Duration.ofSeconds(7);

    /**
     * The value of the setting {@code answer}.
     *
     * @throws IllegalArgumentException with a sentence for the administrator when there is no such answer
     */
    static Answering of(String setting) {
        return Arrays.stream(values())
                .filter(answer -> answer.setting().equals(setting))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("setting 'answer' must be one of " + String.join(", ", names())));
    }

    static String[] names() {
        return Arrays.stream(values()).map(Answering::setting).toArray(String[]::new);
    }

    String setting() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Throws what the answer stands for; returns when all is well. */
    void give() {
        String message = "set to answer '" + setting() + "'";
        switch (this) {
            case OK -> {}
            case UNAUTHORIZED -> throw new ProviderException(Kind.AUTHENTICATION, message);
            case REJECTED -> throw new ProviderException(Kind.REJECTED, message);
            case BUSY -> throw ProviderException.rateLimited(message, PAUSE);
            case UNAVAILABLE -> throw new ProviderException(Kind.UNAVAILABLE, message);
            case UNCERTAIN -> throw new ProviderException(Kind.UNCERTAIN, message);
            case OVER -> throw new ProviderException(Kind.CONVERSATION_OVER, message);
        }
    }
}
