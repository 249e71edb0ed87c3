package io.visavis.gateway.access;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a token said, believed.
 *
 * @param id its {@code jti}, good for a log line
 */
public record VerifiedToken(
        TokenKind kind, String id, String subject, Map<String, Object> claims, Instant issuedAt, Instant expiresAt) {

    public VerifiedToken {
        claims = Map.copyOf(claims);
    }

    /** A claim that is a string. */
    public Optional<String> claim(String name) {
        return claims.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    @Override
    public String toString() {
        return "VerifiedToken[" + kind + ", " + id + "]";
    }
}
