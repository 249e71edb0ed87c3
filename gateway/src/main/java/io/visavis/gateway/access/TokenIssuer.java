package io.visavis.gateway.access;

import java.time.Duration;
import java.util.Map;

/** Issues tokens that any node with the same master key can check. Safe for use by many threads; does no I/O. */
public interface TokenIssuer {

    /**
     * A signed token.
     *
     * @param subject what it stands for; see {@link TokenKind}
     * @param claims further claims: strings, numbers, booleans, lists of strings. Readable by the bearer, so no secrets
     * @param life from now, to the second
     */
    IssuedToken issue(TokenKind kind, String subject, Map<String, Object> claims, Duration life);
}
