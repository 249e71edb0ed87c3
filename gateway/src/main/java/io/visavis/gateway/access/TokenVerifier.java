package io.visavis.gateway.access;

import java.util.Optional;

/** Checks tokens that {@link TokenIssuer} issued, on this node or another. Safe for use by many threads; does no I/O. */
public interface TokenVerifier {

    /**
     * The token's content, or empty when it is not ours, of another kind, damaged or expired. It holds for 60 s past its
     * end (contract 3.3), which also covers clocks that disagree.
     */
    Optional<VerifiedToken> verify(TokenKind kind, String token);
}
