package io.visavis.gateway.operations;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.visavis.gateway.plugin.InstalledPlugin;
import io.visavis.gateway.plugin.InstalledProviders;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The drop-in folder in {@code /health}: which jars run. A bad jar does not make the gateway sick, because the others go on;
 * what is wrong with it is for the administrator and not said here.
 */
@Singleton
final class PluginHealth implements HealthIndicator {
    private final InstalledProviders providers;

    PluginHealth(InstalledProviders providers) {
        this.providers = providers;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromSupplier(() -> {
            Map<String, String> states = new TreeMap<>();
            for (InstalledPlugin plugin : providers.plugins()) {
                states.put(plugin.file(), plugin.running() ? "running" : "refused");
            }
            return HealthResult.builder("plugins", HealthStatus.UP)
                    .details(states)
                    .build();
        });
    }
}
