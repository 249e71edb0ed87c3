package io.visavis.eightbyeight.api;

import java.net.URI;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Whose interfaces are called, and the credential for it (contract 1.1).
 *
 * @param baseUrl without a trailing slash
 * @param apiKey header {@code x-api-key}; never logged
 * @param tenantId header {@code X-8x8-Tenant}, needed once a customer owns several tenants; null when not entered
 */
public record Account(URI baseUrl, String apiKey, @Nullable String tenantId) {

    /** A request to an own address of the account, with its credential. */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("x-api-key", apiKey)
                .header("Accept", "application/hal+json, application/json, application/problem+json");
        if (tenantId != null) {
            request.header("X-8x8-Tenant", tenantId);
        }
        return request;
    }

    @Override
    public String toString() {
        return "Account[baseUrl=" + baseUrl + ", tenantId=" + tenantId + "]";
    }
}
