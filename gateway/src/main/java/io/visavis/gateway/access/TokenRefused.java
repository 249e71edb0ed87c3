package io.visavis.gateway.access;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import java.time.Duration;

/** A token request that gets an error of RFC 6749 5.2. */
final class TokenRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorObject error;
    private final boolean challenge;
    private final long retryAfterSeconds;

    /** With a challenge, the answer carries {@code WWW-Authenticate: Basic}. */
    TokenRefused(ErrorObject error, boolean challenge) {
        this(error, challenge, 0);
    }

    private TokenRefused(ErrorObject error, boolean challenge, long retryAfterSeconds) {
        super(error.getCode(), null, false, false);
        this.error = error;
        this.challenge = challenge;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** RFC 6749 has no word for it; this one is its nearest. */
    static TokenRefused tooMany(Duration delay) {
        return new TokenRefused(
                OAuth2Error.TEMPORARILY_UNAVAILABLE
                        .setDescription("Too many failed tries")
                        .setHTTPStatusCode(429),
                false,
                delay.toSeconds() + 1);
    }

    static TokenRefused invalidRequest(String description) {
        return new TokenRefused(OAuth2Error.INVALID_REQUEST.setDescription(description), false);
    }

    ErrorObject error() {
        return error;
    }

    /** 0 for none. */
    long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    boolean challenge() {
        return challenge;
    }
}
