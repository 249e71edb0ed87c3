package io.visavis.gateway.access;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client that proved itself with an access token.
 *
 * @param connectionId the only connection it may act for; null for all of its application
 * @param permissions what its token allows, never more than the client has now
 * @param expiresAt when its token ends
 */
public record ClientCaller(
        ClientId clientId,
        ApplicationId applicationId,
        @Nullable ConnectionId connectionId,
        Set<Permission> permissions,
        Instant expiresAt) {

    public ClientCaller {
        permissions = Set.copyOf(permissions);
    }
}
