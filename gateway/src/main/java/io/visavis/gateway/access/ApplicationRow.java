package io.visavis.gateway.access;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code application}; lists and maps are JSON. */
@MappedEntity("application")
record ApplicationRow(
        @Id String id,
        String name,
        String allowedOrigins,
        String texts,
        String theme,
        @Nullable String siteUrl,
        Instant createdAt,
        Instant updatedAt) {}
