package io.visavis.gateway.access;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set of credentials that we issued to a vendor or a server. Immutable.
 *
 * @param connectionId the only connection it may act for; null for all of its application
 * @param lastUsedAt when it last got a token; null when never
 */
public record Client(
        ClientId id,
        ApplicationId applicationId,
        @Nullable ConnectionId connectionId,
        String name,
        Set<Permission> permissions,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {

    public Client {
        permissions = Set.copyOf(permissions);
    }
}
