package io.visavis.gateway.widget;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.visavis.gateway.access.Application;
import io.visavis.gateway.access.Applications;
import io.visavis.gateway.access.BearerToken;
import io.visavis.gateway.access.ClientCaller;
import io.visavis.gateway.access.ClientId;
import io.visavis.gateway.access.Connection;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.access.IssuedToken;
import io.visavis.gateway.access.Permission;
import io.visavis.gateway.access.ServerCallers;
import io.visavis.gateway.access.TokenIssuer;
import io.visavis.gateway.access.TokenVerifier;
import io.visavis.gateway.access.VerifiedToken;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.Secrets;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.plugin.LiveProviders;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Two applications with one connection each, and tokens that are random words. */
@Factory
@Requires(property = "spec.name", value = "widget")
final class FakeSites {
    static final ApplicationId SHOP = new ApplicationId("app_shop");
    static final ApplicationId BANK = new ApplicationId("app_bank");
    static final String SHOP_ORIGIN = "https://shop.example";
    static final String SITE = SHOP_ORIGIN + "/help";

    @Singleton
    @Primary
    Applications applications() {
        Application shop = application(SHOP, SHOP_ORIGIN);
        Application bank = application(BANK, "https://bank.example");
        return new Applications() {
            @Override
            public Optional<Application> find(ApplicationId id) {
                return all().stream().filter(known -> known.id().equals(id)).findFirst();
            }

            @Override
            public List<Application> all() {
                return List.of(shop, bank);
            }
        };
    }

    private static Application application(ApplicationId id, String origin) {
        return new Application(id, "Name", List.of(origin), Map.of(), Map.of(), SITE, Instant.EPOCH, Instant.EPOCH);
    }

    @Singleton
    @Primary
    LiveProviders providers() {
        LiveProvider shop = live("con_shop", SHOP);
        LiveProvider bank = live("con_bank", BANK);
        return new LiveProviders() {
            @Override
            public Optional<LiveProvider> find(ConnectionId connection) {
                return List.of(shop, bank).stream()
                        .filter(live -> !((FakeProvider) live.provider()).off)
                        .filter(live -> live.connectionId().equals(connection))
                        .findFirst();
            }

            @Override
            public List<LiveProvider> ofApplication(ApplicationId application) {
                return List.of(shop, bank).stream()
                        .filter(live -> live.applicationId().equals(application))
                        .toList();
            }
        };
    }

    /** None for the plugin host to keep alive. */
    @Singleton
    @Primary
    Connections connections() {
        return new Connections() {
            @Override
            public Optional<Connection> find(ConnectionId id) {
                return Optional.empty();
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

    private static LiveProvider live(String connection, ApplicationId application) {
        return new LiveProvider(
                new ConnectionId(connection), application, FakeProvider.DESCRIPTOR, new FakeProvider(), Map.of());
    }

    /** Servers by the name of their application: {@code Bearer server-of-app_shop}. */
    @Singleton
    @Primary
    ServerCallers servers(Clock clock) {
        return headers -> BearerToken.in(headers)
                .filter(token -> token.startsWith("server-of-"))
                .map(token -> new ClientCaller(
                        new ClientId("cli_" + token),
                        new ApplicationId(token.substring("server-of-".length())),
                        null,
                        Set.of(Permission.WIDGET_SERVER),
                        clock.instant().plusSeconds(3600)));
    }

    @Singleton
    Map<String, VerifiedToken> issued() {
        return new ConcurrentHashMap<>();
    }

    @Singleton
    @Primary
    TokenIssuer issuer(Clock clock, Map<String, VerifiedToken> issued) {
        return (kind, subject, claims, life) -> {
            String value = Secrets.next();
            Instant now = clock.instant();
            issued.put(value, new VerifiedToken(kind, value, subject, claims, now, now.plus(life)));
            return new IssuedToken(value, now.plus(life), life);
        };
    }

    @Singleton
    @Primary
    TokenVerifier verifier(Map<String, VerifiedToken> issued) {
        return (kind, token) -> Optional.ofNullable(issued.get(token)).filter(found -> found.kind() == kind);
    }
}
