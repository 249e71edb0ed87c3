package io.visavis.gateway.operations;

import io.micronaut.scheduling.TaskExecutors;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.CheckLevel;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.plugin.ProviderFault;
import io.visavis.spi.CheckResult;
import io.visavis.spi.ProviderException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Whether vendors answer, asked while somebody looks and at most twice a minute of each however many look. Nobody waits for a vendor:
 * what is told is what it answered last.
 */
@Singleton
final class VendorChecks {
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Map<ConnectionId, Answer> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads;
    private final Clock clock;

    VendorChecks(@Named(TaskExecutors.BLOCKING) ExecutorService threads, Clock clock) {
        this.threads = threads;
        this.clock = clock;
    }

    /** What a vendor does not do, and since when that is known. */
    record Silence(Instant since, String reason) {}

    /**
     * What came of the last question.
     *
     * @param answeredAt when the last answer came; null until the first question came to something
     * @param silence null while it answers
     * @param warning what is wrong although it answers
     */
    record Answer(
            Instant askedAt,
            @Nullable Instant answeredAt,
            @Nullable Silence silence,
            @Nullable String warning) {
        Answer askedAgain(Instant now) {
            return new Answer(now, answeredAt, silence, warning);
        }
    }

    /** What came of the last question; asks again if that is long ago. */
    Answer of(LiveProvider live) {
        Instant now = clock.instant();
        return answers.compute(live.connectionId(), (_, before) -> {
            if (before != null && before.askedAt().plus(EVERY).isAfter(now)) {
                return before;
            }
            threads.execute(() -> ask(live));
            return before == null ? new Answer(now, null, null, null) : before.askedAgain(now);
        });
    }

    private void ask(LiveProvider live) {
        CheckResult result = check(live);
        answers.computeIfPresent(live.connectionId(), (_, asked) -> {
            if (result.ok()) {
                boolean warned = CheckLevel.of(result) == CheckLevel.WARNING;
                return new Answer(asked.askedAt(), clock.instant(), null, warned ? CheckLevel.said(result) : null);
            }
            Instant since =
                    asked.silence() == null ? asked.askedAt() : asked.silence().since();
            return new Answer(asked.askedAt(), clock.instant(), new Silence(since, result.detail()), null);
        });
    }

    private static CheckResult check(LiveProvider live) {
        try {
            return live.provider().check();
        } catch (ProviderException | ProviderFault e) {
            return CheckResult.failed(String.valueOf(e.getMessage()));
        }
    }
}
