package io.visavis.gateway.plugin;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import io.visavis.gateway.access.Connection;
import io.visavis.gateway.access.ConnectionChanged;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.Absence.Reason;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One live provider per connection, made when the connection appears and replaced when its row changes (at once on the
 * node that changed it, within {@value #REFRESH} on the others) or its jar.
 *
 * <p>Readers see immutable maps; writers take the lock. Providers are made side by side, and each serves as soon as it is
 * made: a plugin that hangs holds up none but its own. A replaced provider is closed after the calls it is in.
 */
@Context
final class ProviderRegistry implements LiveProviders {
    static final String REFRESH = "5s";

    private static final Logger LOG = LoggerFactory.getLogger(ProviderRegistry.class);
    /** Making one reaches nothing, so the same settings and jar mostly come to the same. */
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    /** Each takes a thread of the system for as long as it hangs. */
    private static final int MOST_AT_ONCE = 64;

    private final PluginHost plugins;
    private final Connections connections;
    private final ProviderMaker maker;
    private final ApplicationEventPublisher<ConnectionServed> news;
    private final Clock clock;
    private volatile boolean started;
    private volatile Map<ConnectionId, ServedConnection> live = Map.of();
    private volatile Map<ConnectionId, Trouble> troubles = Map.of();

    ProviderRegistry(
            PluginHost plugins,
            Connections connections,
            ProviderMaker maker,
            ApplicationEventPublisher<ConnectionServed> news,
            Clock clock) {
        this.plugins = plugins;
        this.connections = connections;
        this.maker = maker;
        this.news = news;
        this.clock = clock;
    }

    /** Why a connection has no provider of this jar ({@code installed}, null for none) and version of its row. */
    private record Trouble(long version, @Nullable Generation installed, Absence absence, Instant tryAgain) {

        boolean stands(Connection connection, Generation now, Instant at) {
            return version == connection.version() && installed == now && at.isBefore(tryAgain);
        }
    }

    @Override
    public Optional<LiveProvider> find(ConnectionId connection) {
        return Optional.ofNullable(live.get(connection)).map(ServedConnection::provider);
    }

    @Override
    public List<LiveProvider> ofApplication(ApplicationId application) {
        return live.values().stream()
                .map(ServedConnection::provider)
                .filter(provider -> provider.applicationId().equals(application))
                .toList();
    }

    @Override
    public Map<ConnectionId, Absence> unserved() {
        Map<ConnectionId, ServedConnection> served = live;
        return troubles.entrySet().stream()
                .filter(trouble -> !served.containsKey(trouble.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, trouble -> trouble.getValue().absence));
    }

    @Override
    public Optional<Absence> trouble(ConnectionId connection) {
        return Optional.ofNullable(troubles.get(connection)).map(Trouble::absence);
    }

    @Override
    public Optional<String> objection(Connection connection) {
        try {
            plugins.generation(connection.providerId())
                    .filter(Generation::retain)
                    .ifPresent(installed -> maker.make(connection, installed).closeLater());
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.info("settings of connection {} are refused: {}", connection.id(), e.getMessage());
            return Optional.of(absence(connection, e).detail());
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
        started = true;
    }

    @Scheduled(fixedDelay = REFRESH, initialDelay = REFRESH)
    synchronized void refresh() {
        Map<ConnectionId, ServedConnection> before = live;
        List<Connection> rows =
                connections.all().stream().filter(Connection::enabled).toList();
        Map<ConnectionId, Next> found = new HashMap<>();
        sideBySide(rows, row -> next(row, before.get(row.id())), next -> {
            found.put(next.id(), next);
            if (next.served() != null && !next.served().isSameAs(before.get(next.id()))) {
                serve(next.id(), next.served());
            }
        });
        Map<ConnectionId, ServedConnection> after = new LinkedHashMap<>();
        Map<ConnectionId, Trouble> wrong = new HashMap<>();
        for (Connection row : rows) {
            Next next = Objects.requireNonNull(found.get(row.id()));
            if (next.served() != null) {
                after.put(row.id(), next.served());
            }
            if (next.trouble() != null) {
                wrong.put(row.id(), next.trouble());
            }
        }
        live = after;
        troubles = Map.copyOf(wrong);
        before.forEach((id, entry) -> {
            if (!entry.isSameAs(after.get(id))) {
                entry.closeLater();
            }
        });
        if (started) {
            after.keySet().stream()
                    .filter(id -> !before.containsKey(id))
                    .forEach(id -> news.publishEvent(new ConnectionServed(id)));
        }
    }

    /** Tells {@code done} of each as it comes, on this thread. */
    private static void sideBySide(List<Connection> rows, Function<Connection, Next> step, Consumer<Next> done) {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                MOST_AT_ONCE, Thread.ofVirtual().name("make-provider-", 0).factory())) {
            CompletionService<Next> ready = new ExecutorCompletionService<>(threads);
            rows.forEach(row -> ready.submit(() -> step.apply(row)));
            for (int i = 0; i < rows.size(); i++) {
                done.accept(ready.take().get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the connections cannot be looked through", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while providers were made", e);
        }
    }

    /** Before the others are ready; only the thread that has the lock writes. */
    private void serve(ConnectionId id, ServedConnection served) {
        Map<ConnectionId, ServedConnection> more = new LinkedHashMap<>(live);
        more.put(id, served);
        live = more;
    }

    /** What comes of a connection: a provider, a trouble, or both where an older provider still serves. */
    private record Next(
            ConnectionId id,
            @Nullable ServedConnection served,
            @Nullable Trouble trouble) {}

    private Next next(Connection connection, @Nullable ServedConnection known) {
        Generation installed = plugins.generation(connection.providerId()).orElse(null);
        if (installed == null) {
            LOG.debug("connection {} waits for provider {}", connection.id(), connection.providerId());
            return new Next(
                    connection.id(), null, new Trouble(connection.version(), null, missing(connection), Instant.MIN));
        }
        if (known != null && known.isOf(connection, installed)) {
            return new Next(connection.id(), known.described(), null);
        }
        Trouble before = troubles.get(connection.id());
        Trouble now = before != null && before.stands(connection, installed, clock.instant()) ? before : null;
        if (now == null) {
            if (!installed.retain()) {
                return new Next(connection.id(), null, null);
            }
            try {
                return new Next(connection.id(), maker.make(connection, installed), null);
            } catch (RuntimeException e) {
                now = new Trouble(
                        connection.version(),
                        installed,
                        absence(connection, e),
                        clock.instant().plus(TRY_AGAIN));
                LOG.error("connection {} cannot be used: {}", connection.id(), e.getMessage(), e);
            }
        }
        // A newer jar that does not take these settings: its older self still does.
        boolean olderServes = known != null && known.version() == connection.version();
        return new Next(connection.id(), olderServes ? known : null, now);
    }

    private static Absence missing(Connection connection) {
        return new Absence(
                Reason.NOT_INSTALLED,
                "No running plugin serves '" + connection.providerId()
                        + "'; put its jar into the plugin folder, and see the list of providers.");
    }

    private static Absence absence(Connection connection, RuntimeException thrown) {
        Throwable cause = thrown instanceof ProviderFault ? thrown.getCause() : null;
        if (cause instanceof IllegalArgumentException words && words.getMessage() != null) {
            return new Absence(Reason.SETTINGS_REFUSED, words.getMessage());
        }
        return new Absence(
                Reason.PLUGIN_FAILED,
                Optional.ofNullable(cause)
                        .flatMap(broken -> BrokenCode.words(broken, connection))
                        .map(broken -> "the provider cannot be made: " + broken)
                        .orElse("the provider cannot be made of these settings; see the log"));
    }

    @PreDestroy
    synchronized void stop() {
        Map<ConnectionId, ServedConnection> before = live;
        live = Map.of();
        // All at once: one that hangs must not use up the time that the others have to end well.
        try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
            before.values().forEach(served -> closing.execute(served::closeSoon));
        }
    }
}
