package io.visavis.gateway.pages;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.List;

/** The same origins for every application, from {@code visavis.panel.frame-ancestors}; stands in where no directory of applications does. */
@Singleton
@Requires(missingBeans = ApplicationOrigins.class)
final class ConfiguredOrigins implements ApplicationOrigins {

    private final List<String> origins;

    ConfiguredOrigins(@Value("${visavis.panel.frame-ancestors:`'self'`}") List<String> origins) {
        this.origins = List.copyOf(origins);
    }

    @Override
    public List<String> of(String applicationId) {
        return origins;
    }
}
