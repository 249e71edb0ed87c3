package io.visavis.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.visavis.gateway.access.Client;
import io.visavis.gateway.access.Permission;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client as the administrator sees it.
 *
 * @param clientSecret only in the answer that made it
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClientView(
        String clientId,
        String applicationId,
        @Nullable String connectionId,
        String name,
        List<String> permissions,
        String tokenUrl,
        @Nullable String clientSecret,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {

    static ClientView of(Client client, String tokenUrl, @Nullable String secret) {
        return new ClientView(
                client.id().value(),
                client.applicationId().value(),
                client.connectionId() == null ? null : client.connectionId().value(),
                client.name(),
                client.permissions().stream().map(Permission::wireName).sorted().toList(),
                tokenUrl,
                secret,
                client.createdAt(),
                client.lastUsedAt());
    }

    @Override
    public String toString() {
        return "ClientView[" + clientId + "]";
    }
}
