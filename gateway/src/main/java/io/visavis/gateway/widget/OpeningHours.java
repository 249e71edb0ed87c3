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
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether anyone is there, asked of the vendor at most twice a minute for each queue however many ask us. Nobody waits long for
 * a vendor: who comes while it is slow gets the last answer, or "unknown" before there is one. Strangers choose the options:
 * what no queue is called by, and more queues than a site has, are "unknown" without a question. Thread-safe.
 */
@Singleton
final class OpeningHours {
    private static final Logger LOG = LoggerFactory.getLogger(OpeningHours.class);
    private static final Availability UNKNOWN = new Availability("unknown", null, null, null, null);
    private static final Duration PATIENCE = Duration.ofMillis(700);
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration STILL_TRUE = Duration.ofMinutes(2);
    /** Characters of one option's value. */
    private static final int LONGEST_VALUE = 200;
    /** For one connection while an answer is fresh, beside the question that names nothing. */
    private static final int MOST_QUESTIONS = 30;

    private static final Executor ASKING =
            work -> Thread.ofVirtual().name("availability").start(work);

    private record Question(ConnectionId connection, Map<String, String> options) {}

    /** The question under way or answered lately. */
    private final Cache<Question, CompletableFuture<Availability>> asked =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(FRESH).build();

    private final Cache<Question, Availability> last = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(STILL_TRUE)
            .build();

    /** How many questions that name something a connection was asked lately. */
    private final Cache<ConnectionId, AtomicInteger> named =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(FRESH).build();

    /** @param options what the page sets of the mode's options and no others */
    Availability of(LiveProvider live, Map<String, String> options) {
        Question question = new Question(live.connectionId(), Map.copyOf(options));
        return live.provider()
                .availability()
                .filter(_ -> options.values().stream().allMatch(value -> value.length() <= LONGEST_VALUE))
                .map(role -> of(question, role))
                .orElse(UNKNOWN);
    }

    private Availability of(Question question, io.visavis.spi.Availability role) {
        if (asked.getIfPresent(question) == null && !mayAsk(question)) {
            return UNKNOWN;
        }
        CompletableFuture<Availability> answer =
                asked.get(question, _ -> CompletableFuture.supplyAsync(() -> ask(question, role), ASKING));
        Availability before = last.getIfPresent(question);
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

    private boolean mayAsk(Question question) {
        return question.options.isEmpty()
                || named.get(question.connection, _ -> new AtomicInteger()).incrementAndGet() <= MOST_QUESTIONS;
    }

    private Availability ask(Question question, io.visavis.spi.Availability role) {
        try {
            Report report = role.ask(question.options);
            Availability availability = new Availability(
                    name(report.state()),
                    report.opensAt(),
                    report.waiting(),
                    report.waitSeconds(),
                    report.waitSeconds() == null ? null : name(report.confidence()));
            last.put(question, availability);
            return availability;
        } catch (RuntimeException e) {
            LOG.warn("connection {} does not say whether it is open: {}", question.connection, e.toString());
            return UNKNOWN;
        }
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
