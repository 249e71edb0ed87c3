package io.visavis.gateway.engine;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.visavis.gateway.access.Connection;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.access.WebhookCredential;
import io.visavis.gateway.access.WebhookCredentials;
import io.visavis.gateway.access.WebhookVerdict;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.InstalledPlugin;
import io.visavis.gateway.plugin.InstalledProviders;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.spi.ProviderDescriptor;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What stands around the engine: a clock that a test moves, and a scripted vendor for every connection asked for. */
@Factory
@Requires(property = "spec.name", value = "engine")
final class EngineFakes {
    static final ApplicationId APPLICATION = new ApplicationId("app_1");

    @Singleton
    @Primary
    MovableClock clock() {
        return new MovableClock();
    }

    @Singleton
    @Primary
    LiveProviders providers(Clock clock) {
        Map<ConnectionId, ScriptedVendor> vendors = new ConcurrentHashMap<>();
        return new LiveProviders() {
            @Override
            public Optional<LiveProvider> find(ConnectionId connection) {
                return Optional.of(new LiveProvider(
                        connection,
                        APPLICATION,
                        ScriptedVendor.describe(connection),
                        vendors.computeIfAbsent(connection, _ -> new ScriptedVendor(clock)),
                        Map.of()));
            }

            @Override
            public List<LiveProvider> ofApplication(ApplicationId application) {
                return List.of();
            }
        };
    }

    @Singleton
    @Primary
    InstalledProviders installed() {
        return new InstalledProviders() {
            @Override
            public List<InstalledPlugin> plugins() {
                return List.of();
            }

            @Override
            public List<ProviderDescriptor> descriptors() {
                return List.of(ScriptedVendor.DESCRIPTOR);
            }

            @Override
            public Optional<ProviderDescriptor> descriptor(String providerId) {
                return descriptors().stream()
                        .filter(known -> known.id().equals(providerId))
                        .findFirst();
            }
        };
    }

    @Singleton
    @Primary
    Connections connections() {
        return new Connections() {
            @Override
            public Optional<Connection> find(ConnectionId id) {
                return Optional.of(connection(id));
            }

            @Override
            public List<Connection> ofApplication(ApplicationId application) {
                return List.of();
            }

            @Override
            public List<Connection> all() {
                return List.of();
            }
        };
    }

    @Singleton
    @Primary
    WebhookCredentials credentials() {
        return (headers, _, named) -> headers.contains("Authorization")
                ? new WebhookVerdict.Accepted(connection(Objects.requireNonNull(named)))
                : new WebhookVerdict.Unauthenticated("nothing shown", true);
    }

    private static Connection connection(ConnectionId id) {
        return new Connection(
                id,
                APPLICATION,
                "scripted",
                "Scripted",
                Map.of(),
                Set.of(),
                WebhookCredential.OAUTH,
                true,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
