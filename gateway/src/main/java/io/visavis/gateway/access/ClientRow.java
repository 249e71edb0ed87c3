package io.visavis.gateway.access;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code client}; permissions are their wire names with spaces between. */
@MappedEntity("client")
record ClientRow(
        @Id String id,
        String applicationId,
        @Nullable String connectionId,
        String name,
        String permissions,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
