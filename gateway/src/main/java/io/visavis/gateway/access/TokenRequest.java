package io.visavis.gateway.access;

import org.jspecify.annotations.Nullable;

/**
 * A request for an access token, wherever its parts stood. Never prints the secret.
 *
 * @param basic whether the credentials came by HTTP Basic
 */
record TokenRequest(
        @Nullable String clientId,
        @Nullable String clientSecret,
        String grantType,
        @Nullable String scope,
        boolean basic) {

    @Override
    public String toString() {
        return "TokenRequest[" + grantType + "]";
    }
}
