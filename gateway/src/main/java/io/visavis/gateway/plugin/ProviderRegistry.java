package io.visavis.gateway.plugin;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.security.oauth2.endpoint.token.request.TokenEndpointClient;
import io.visavis.gateway.access.Connection;
import io.visavis.gateway.access.ConnectionChanged;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.SettingSpec;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One live provider per connection, made when the connection appears and replaced when its row changes (at once on the
 * node that changed it, within {@value #REFRESH} on the others) or its jar.
 *
 * <p>Readers see an immutable map; writers take the lock. A replaced provider is closed after the calls it is in.
 */
@Context
final class ProviderRegistry implements LiveProviders {
    static final String REFRESH = "5s";

    private static final Logger LOG = LoggerFactory.getLogger(ProviderRegistry.class);
    private static final int CALLS_PER_CONNECTION = 32;

    private final PluginHost plugins;
    private final Connections connections;
    private final TokenEndpointClient tokenClient;
    private final Clock clock;
    private final String publicUrl;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private volatile Map<ConnectionId, Entry> live = Map.of();
    private volatile Set<ConnectionId> unserved = Set.of();

    ProviderRegistry(
            PluginHost plugins,
            Connections connections,
            TokenEndpointClient tokenClient,
            Clock clock,
            @Value("${visavis.public-url}") String publicUrl) {
        this.plugins = plugins;
        this.connections = connections;
        this.tokenClient = tokenClient;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    @Override
    public Optional<LiveProvider> find(ConnectionId connection) {
        return Optional.ofNullable(live.get(connection)).map(Entry::provider);
    }

    @Override
    public List<LiveProvider> ofApplication(ApplicationId application) {
        return live.values().stream()
                .map(Entry::provider)
                .filter(provider -> provider.applicationId().equals(application))
                .toList();
    }

    @Override
    public Optional<String> objection(Connection connection) {
        try {
            plugins.generation(connection.providerId())
                    .filter(Generation::retain)
                    .ifPresent(installed -> close(create(connection, installed)));
            return Optional.empty();
        } catch (ProviderFault e) {
            LOG.info("settings of connection {} are refused: {}", connection.id(), e.getMessage());
            return Optional.of(
                    e.getCause() instanceof IllegalArgumentException words && words.getMessage() != null
                            ? words.getMessage()
                            : "the provider cannot be made of these settings; see the log");
        }
    }

    @EventListener
    void onChange(ConnectionChanged change) {
        refresh();
    }

    @PostConstruct
    void start() {
        plugins.onChange(this::refresh);
        refresh();
    }

    @Override
    public Set<ConnectionId> unserved() {
        return unserved;
    }

    @Scheduled(fixedDelay = REFRESH, initialDelay = REFRESH)
    synchronized void refresh() {
        Map<ConnectionId, Entry> before = live;
        Map<ConnectionId, Entry> after = new LinkedHashMap<>();
        Set<ConnectionId> without = new HashSet<>();
        for (Connection connection : connections.all()) {
            if (connection.enabled()) {
                next(connection, before.get(connection.id()))
                        .ifPresentOrElse(made -> after.put(connection.id(), made), () -> without.add(connection.id()));
            }
        }
        live = after;
        unserved = Set.copyOf(without);
        before.forEach((id, entry) -> {
            Entry successor = after.get(id);
            if (successor == null || successor.version != entry.version || successor.generation != entry.generation) {
                close(entry);
            }
        });
    }

    private Optional<Entry> next(Connection connection, @Nullable Entry known) {
        Optional<Generation> installed = plugins.generation(connection.providerId());
        if (installed.isEmpty()) {
            LOG.debug("connection {} waits for provider {}", connection.id(), connection.providerId());
            return Optional.empty();
        }
        if (known != null && known.version == connection.version() && known.generation == installed.get()) {
            return Optional.of(known.described());
        }
        if (!installed.get().retain()) {
            return Optional.empty();
        }
        try {
            return Optional.of(create(connection, installed.get()));
        } catch (RuntimeException e) {
            LOG.error("connection {} cannot be used: {}", connection.id(), e.getMessage(), e);
            // A newer jar that does not take these settings: its older self still does.
            return Optional.ofNullable(known).filter(entry -> entry.version == connection.version());
        }
    }

    /** Takes over the caller's hold of the generation: it ends with the entry, or here when none can be made. */
    private Entry create(Connection connection, Generation installed) {
        try {
            return make(connection, installed);
        } catch (RuntimeException e) {
            Thread.ofVirtual().name("plugin-unload").start(installed::release);
            throw e;
        }
    }

    private Entry make(Connection connection, Generation installed) {
        ProviderDescriptor declared = installed.descriptor();
        ContainedCalls calls = new ContainedCalls(connection.id().value(), CALLS_PER_CONNECTION, Duration.ZERO);
        HostContext context = new HostContext(
                connection.id().value(),
                URI.create(
                        publicUrl + "/api/" + declared.webhookPath() + "/" + connection.id() + "/conversations/events"),
                http,
                clock,
                new OAuthAccessTokens(tokenClient, clock));
        ConnectionSettings settings = new ConnectionSettings(withDefaults(declared, connection.settings()));
        Provider made = calls.call(
                "create", Duration.ofSeconds(5), () -> installed.factory().create(settings, context));
        ContainedProvider contained =
                new ContainedProvider(connection.id().value(), made, installed.classLoader(), calls);
        return new Entry(
                connection.version(),
                installed,
                new LiveProvider(
                        connection.id(),
                        connection.applicationId(),
                        contained.describe(declared),
                        contained,
                        connection.plainSettings()));
    }

    private static Map<String, String> withDefaults(ProviderDescriptor declared, Map<String, String> given) {
        Map<String, String> all = new HashMap<>();
        for (SettingSpec setting : declared.settings()) {
            if (setting.defaultValue() != null) {
                all.put(setting.name(), setting.defaultValue());
            }
        }
        all.putAll(given);
        return all;
    }

    private static void close(Entry entry) {
        Thread.ofVirtual().name("close-provider").start(() -> closeNow(entry));
    }

    private static void closeNow(Entry entry) {
        try {
            entry.provider.provider().close();
        } catch (RuntimeException e) {
            LOG.warn("connection {}: its old provider did not close", entry.provider.connectionId(), e);
        } finally {
            entry.generation.release();
        }
    }

    @PreDestroy
    synchronized void stop() {
        Map<ConnectionId, Entry> before = live;
        live = Map.of();
        before.values().forEach(ProviderRegistry::closeNow);
    }

    private record Entry(long version, Generation generation, LiveProvider provider) {

        /** With a fresh look at what the connection offers: rights may be known only since the first token. */
        Entry described() {
            ProviderDescriptor now;
            try {
                now = provider.provider().describe(generation.descriptor());
            } catch (RuntimeException e) {
                LOG.warn("connection {} cannot say what it offers", provider.connectionId(), e);
                return this;
            }
            return new Entry(
                    version,
                    generation,
                    new LiveProvider(
                            provider.connectionId(),
                            provider.applicationId(),
                            now,
                            provider.provider(),
                            provider.settings()));
        }
    }
}
