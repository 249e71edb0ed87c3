package io.visavis.gateway.access;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a token of ours is for. A token of one kind is never good for another: the kind stands in its {@code typ} header
 * and its {@code aud} claim, and both are checked.
 */
public enum TokenKind {
    /** A vendor's or server's access token from the token endpoint; subject is the client. */
    CLIENT("client+jwt", "visavis-api"),
    /** A visitor's access to one conversation; subject is the conversation. */
    WIDGET("widget+jwt", "visavis-widget");

    private final String type;
    private final String audience;

    TokenKind(String type, String audience) {
        this.type = type;
        this.audience = audience;
    }

    /** What a token says it is for. Unproven: good for the words of a refusal and nothing else. */
    static Optional<TokenKind> claimedBy(String token) {
        try {
            String typ = String.valueOf(SignedJWT.parse(token).getHeader().getType());
            return Arrays.stream(values()).filter(kind -> kind.type.equals(typ)).findFirst();
        } catch (ParseException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** For the {@code typ} header. */
    String type() {
        return type;
    }

    /** For the {@code aud} claim. */
    String audience() {
        return audience;
    }
}
