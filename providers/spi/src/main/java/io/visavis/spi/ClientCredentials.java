package io.visavis.spi;

import java.net.URI;
import java.util.Set;

/**
 * How to ask for a token by secret.
 *
 * @param scopes asked for; empty asks for all that the client has
 * @param placement where id and secret go (RFC 6749 2.3.1)
 */
public record ClientCredentials(
        URI tokenUrl, String clientId, String clientSecret, Set<String> scopes, Placement placement) {

    /** Where id and secret stand in a request for a token. */
    public enum Placement {
        /** In the {@code Authorization} header. */
        BASIC,
        /** In the body, as {@code client_id} and {@code client_secret}. */
        FORM
    }

    public ClientCredentials {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String toString() {
        return "ClientCredentials[tokenUrl=" + tokenUrl + ", clientId=" + clientId + "]";
    }
}
