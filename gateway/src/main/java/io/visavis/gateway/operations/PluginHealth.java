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
 * The drop-in folder in {@code /health}: which jars run, and what is wrong with the others. A bad jar does not make the
 * gateway sick, because the others go on. Details are shown as {@code endpoints.health.details-visible} says.
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
                String state = plugin.running() ? "running" : "refused";
                states.put(plugin.file(), plugin.problem() == null ? state : state + ": the file " + plugin.problem());
            }
            return HealthResult.builder("plugins", HealthStatus.UP)
                    .details(states)
                    .build();
        });
    }
}
