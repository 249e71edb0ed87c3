package io.visavis.gateway.access;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code client_secret}. */
@MappedEntity("client_secret")
record ClientSecretRow(
        @Id String id,
        String clientId,
        String secretHash,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    boolean liveAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
