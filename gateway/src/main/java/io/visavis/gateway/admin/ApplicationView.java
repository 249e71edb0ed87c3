package io.visavis.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.visavis.gateway.access.Application;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An application as the administrator sees it. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record ApplicationView(
        String applicationId,
        String name,
        List<String> allowedOrigins,
        Map<String, String> texts,
        Map<String, String> theme,
        @Nullable String siteUrl,
        Instant createdAt,
        Instant updatedAt) {

    static ApplicationView of(Application application) {
        return new ApplicationView(
                application.id().value(),
                application.name(),
                application.allowedOrigins(),
                application.texts(),
                application.theme(),
                application.siteUrl(),
                application.createdAt(),
                application.updatedAt());
    }
}
