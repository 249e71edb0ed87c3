package io.visavis.gateway.access;

import java.time.Duration;
import java.time.Instant;

/**
 * A token, fresh. Never prints its value.
 *
 * @param value what goes behind {@code Authorization: Bearer}
 * @param life as {@code expires_in} says it, in seconds when sent
 */
public record IssuedToken(String value, Instant expiresAt, Duration life) {

    @Override
    public String toString() {
        return "IssuedToken[until " + expiresAt + "]";
    }
}
