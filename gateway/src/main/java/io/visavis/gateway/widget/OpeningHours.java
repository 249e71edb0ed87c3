package io.visavis.gateway.widget;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.widget.Wire.Availability;
import io.visavis.spi.Availability.Report;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether anyone is there, asked of the vendor at most twice a minute however many ask us. Nobody waits long for a vendor:
 * who comes while it is slow gets the last answer, or "unknown" before there is one.
 */
@Singleton
final class OpeningHours {
    private static final Logger LOG = LoggerFactory.getLogger(OpeningHours.class);
    private static final Availability UNKNOWN = new Availability("unknown", null, null, null, null);
    private static final Duration PATIENCE = Duration.ofMillis(700);
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration STILL_TRUE = Duration.ofMinutes(2);
    private static final Executor ASKING =
            work -> Thread.ofVirtual().name("availability").start(work);

    /** The question under way or answered lately. */
    private final Cache<ConnectionId, CompletableFuture<Availability>> asked =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(FRESH).build();

    private final Cache<ConnectionId, Availability> last = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(STILL_TRUE)
            .build();

    Availability of(LiveProvider live) {
        return live.provider()
                .availability()
                .map(role -> of(live.connectionId(), role))
                .orElse(UNKNOWN);
    }

    private Availability of(ConnectionId id, io.visavis.spi.Availability role) {
        CompletableFuture<Availability> answer =
                asked.get(id, _ -> CompletableFuture.supplyAsync(() -> ask(id, role), ASKING));
        Availability before = last.getIfPresent(id);
        try {
            // With an answer at hand nobody waits at all.
            return before == null ? answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) : answer.getNow(before);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        } catch (TimeoutException | ExecutionException _) {
            return UNKNOWN;
        }
    }

    private Availability ask(ConnectionId id, io.visavis.spi.Availability role) {
        try {
            Report report = role.ask(Map.of());
            Availability availability = new Availability(
                    name(report.state()),
                    report.opensAt(),
                    report.waiting(),
                    report.waitSeconds(),
                    report.waitSeconds() == null ? null : name(report.confidence()));
            last.put(id, availability);
            return availability;
        } catch (RuntimeException e) {
            LOG.warn("connection {} does not say whether it is open: {}", id, e.toString());
            return UNKNOWN;
        }
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
