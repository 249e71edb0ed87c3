package io.visavis.spi;

import java.time.Instant;
import java.util.Set;

/**
 * A token the vendor accepts.
 *
 * @param value goes behind {@code Authorization: Bearer}; never logged
 * @param scopes as granted; empty when the vendor named none
 */
public record AccessToken(String value, Instant expiresAt, Set<String> scopes) {

    public AccessToken {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String toString() {
        return "AccessToken[expiresAt=" + expiresAt + ", scopes=" + scopes + "]";
    }
}
