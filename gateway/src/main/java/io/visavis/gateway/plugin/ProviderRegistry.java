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
import io.visavis.gateway.plugin.Succession.Next;
import io.visavis.gateway.plugin.Succession.Trouble;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
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

    /** Each takes a thread of the system for as long as it hangs. */
    private static final int MOST_AT_ONCE = 64;

    private final PluginHost plugins;
    private final Connections connections;
    private final Succession succession;
    private final ApplicationEventPublisher<ConnectionServed> news;
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
        this.succession = new Succession(plugins, maker, clock);
        this.news = news;
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
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, trouble -> trouble.getValue().absence()));
    }

    @Override
    public Optional<Absence> trouble(ConnectionId connection) {
        return Optional.ofNullable(troubles.get(connection)).map(Trouble::absence);
    }

    @Override
    public Optional<String> objection(Connection connection) {
        return succession.objection(connection);
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
        sideBySide(rows, row -> succession.next(row, before.get(row.id()), troubles.get(row.id())), next -> {
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
