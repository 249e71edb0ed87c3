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

    public enum Placement {
        BASIC,
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
