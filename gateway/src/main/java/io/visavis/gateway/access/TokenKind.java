package io.visavis.gateway.access;

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

    /** For the {@code typ} header. */
    String type() {
        return type;
    }

    /** For the {@code aud} claim. */
    String audience() {
        return audience;
    }
}
