package io.visavis.gateway.access;

import java.util.Arrays;
import java.util.Optional;

/** How the vendor of a connection proves a webhook when it does not sign it itself (contract 3.3). */
public enum WebhookCredential {
    /** A bearer token from our token endpoint. */
    OAUTH("oauth"),
    /** HTTP Basic: the connection's id and a password of ours. */
    BASIC("basic"),
    /** Header {@code X-API-Key}. */
    API_KEY("api-key"),
    /** Nothing. Works only where {@code visavis.unsafe.unauthenticated-webhooks} is on. */
    NONE_UNSAFE("none-unsafe");

    private final String wireName;

    WebhookCredential(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<WebhookCredential> of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }
}
