package io.visavis.talkdesk.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static io.visavis.talkdesk.Talkdesk.end;
import static io.visavis.talkdesk.Talkdesk.json;
import static io.visavis.talkdesk.Talkdesk.say;
import static io.visavis.talkdesk.Talkdesk.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ProviderException.Kind;
import io.visavis.talkdesk.Talkdesk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestLimiterTest {
    private final FakeTime time = new FakeTime();

    @Test
    void aBurstPassesAndWhatFollowsWaitsForItsTurn() {
        RequestLimiter limiter = RequestLimiter.perSecond(5, time, time);

        for (int i = 0; i < 7; i++) {
            limiter.acquire();
        }

        assertThat(time.waits).containsExactly(Duration.ofMillis(200), Duration.ofMillis(200));
    }

    @Test
    void whoWouldWaitTooLongIsToldToComeBack() {
        RequestLimiter limiter = RequestLimiter.perSecond(1, time, nanos -> time.waits.add(Duration.ofNanos(nanos)));
        for (int i = 0; i < 11; i++) {
            limiter.acquire();
        }

        assertThat(Talkdesk.failure(limiter::acquire))
                .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(1)))
                .extracting("kind")
                .isEqualTo(Kind.RATE_LIMITED);
    }

    /** Time that really passes: five at once, and each of the others a fifth of a second after the one before it. */
    @Test
    void everyCallOfAConnectionTakesItsTurn() {
        try (Talkdesk talkdesk = new Talkdesk()) {
            talkdesk.stubFor(any(anyUrl()).willReturn(json(201, "{\"id\":\"c-1\"}")));
            CommandSender commands =
                    talkdesk.connect("requests-per-second", "5").commands();
            long began = System.nanoTime();
            commands.send(start("k-1"));
            for (int i = 2; i <= 6; i++) {
                commands.send(say("k-" + i, "hello"));
            }
            commands.send(end());

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        }
    }

    @Test
    void zeroIsWithoutLimit() {
        RequestLimiter limiter = RequestLimiter.perSecond(0, time, time);
        for (int i = 0; i < 1_000; i++) {
            limiter.acquire();
        }

        assertThat(time.waits).isEmpty();
    }

    @Test
    void anInterruptEndsTheWaitBeforeAnythingIsSent() {
        RequestLimiter limiter = RequestLimiter.perSecond(1);
        limiter.acquire();
        Thread.currentThread().interrupt();

        assertThat(Talkdesk.failure(limiter::acquire).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Time that passes only by waiting. */
    private static final class FakeTime implements TimeMeter, BlockingStrategy {
        private final List<Duration> waits = new ArrayList<>();
        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }

        @Override
        public void park(long nanosToPark) {
            waits.add(Duration.ofNanos(nanosToPark));
            nanos += nanosToPark;
        }
    }
}
