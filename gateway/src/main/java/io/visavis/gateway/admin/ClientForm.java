package io.visavis.gateway.admin;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an administrator enters for a client. */
@Serdeable
record ClientForm(
        @Nullable String name,
        @Nullable List<@Nullable String> permissions,
        @Nullable String connectionId) {}
