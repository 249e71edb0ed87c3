package io.visavis.gateway.access;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code connection}; settings and sealed are JSON objects. */
@MappedEntity("connection")
record ConnectionRow(
        @Id String id,
        String applicationId,
        String providerId,
        String name,
        String settings,
        String sealed,
        String webhookCredential,
        @Nullable String credentialHash,
        boolean enabled,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
