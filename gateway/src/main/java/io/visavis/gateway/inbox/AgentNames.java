package io.visavis.gateway.inbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.spi.AgentDirectory;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentJoined;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives agents who join the names their vendor can look up. The first chat of an agent waits a moment for it and goes on without
 * when the vendor is slow; what comes later is there for the next one.
 */
@Singleton
final class AgentNames {
    private static final Logger LOG = LoggerFactory.getLogger(AgentNames.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration KNOWN = Duration.ofHours(1);
    private static final Duration FAILED = Duration.ofMinutes(1);
    private static final Executor ASKING =
            work -> Thread.ofVirtual().name("agent-name").start(work);

    private final Cache<String, CompletableFuture<Optional<String>>> names =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KNOWN).build();
    /** Connections whose directory failed just now: nobody waits for them. */
    private final Cache<String, Boolean> failed =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(FAILED).build();

    List<ProviderEvent> added(LiveProvider live, List<ProviderEvent> events) {
        boolean nameless = events.stream().anyMatch(AgentNames::isNameless);
        Optional<AgentDirectory> directory = nameless ? live.provider().agents() : Optional.empty();
        return directory.isEmpty()
                ? events
                : events.stream()
                        .map(event -> added(live, directory.get(), event))
                        .toList();
    }

    private ProviderEvent added(LiveProvider live, AgentDirectory directory, ProviderEvent event) {
        return event instanceof AgentJoined joined && isNameless(joined)
                ? new AgentJoined(
                        joined.correlation(),
                        joined.occurredAt(),
                        joined.agentId(),
                        name(live.connectionId().value(), directory, String.valueOf(joined.agentId()))
                                .orElse(null))
                : event;
    }

    private static boolean isNameless(ProviderEvent event) {
        return event instanceof AgentJoined joined && joined.agentName() == null && joined.agentId() != null;
    }

    private Optional<String> name(String connection, AgentDirectory directory, String agentId) {
        String key = connection + "/" + agentId;
        CompletableFuture<Optional<String>> known = names.getIfPresent(key);
        if (known == null && failed.getIfPresent(connection) != null) {
            return Optional.empty();
        }
        CompletableFuture<Optional<String>> answer =
                names.get(key, _ -> CompletableFuture.supplyAsync(() -> directory.nameOf(agentId), ASKING));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).filter(name -> !name.isBlank());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException _) {
            failed.put(connection, true);
            return Optional.empty();
        } catch (ExecutionException e) {
            LOG.warn("{} does not tell the names of its agents: {}", connection, String.valueOf(e.getCause()));
            names.invalidate(key);
            failed.put(connection, true);
            return Optional.empty();
        }
    }
}
