package io.visavis.gateway.widget;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.engine.Await;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.spi.Availability.Confidence;
import io.visavis.spi.Availability.Report;
import io.visavis.spi.Availability.State;
import io.visavis.spi.ProviderException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a page is told of opening hours and waits, and what that costs vendors and visitors. */
class OpeningHoursTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");

    private final OpeningHours hours = new OpeningHours();
    private final FakeProvider vendor = new FakeProvider();
    private final AtomicInteger asked = new AtomicInteger();
    private final LiveProvider live = new LiveProvider(
            new ConnectionId("con_1"), new ApplicationId("app_1"), FakeProvider.DESCRIPTOR, vendor, Map.of());

    private void says(Supplier<Report> answer) {
        vendor.hours = _ -> {
            asked.incrementAndGet();
            return answer.get();
        };
    }

    /** A busy machine may be as slow as a vendor. */
    private Wire.Availability told() {
        Await.until("it is told", () -> !hours.of(live, Map.of()).state().equals("unknown"));
        return hours.of(live, Map.of());
    }

    @Test
    void whatTheVendorSaysIsToldWithItsConfidence() {
        says(() -> new Report(State.OPEN, null, 3, 240L, Confidence.ESTIMATED));

        assertThat(told()).isEqualTo(new Wire.Availability("open", null, 3, 240L, "estimated"));
    }

    @Test
    void whoIsClosedSaysUntilWhenAndNothingOfAWait() {
        says(() -> new Report(State.CLOSED, MONDAY, null, null));

        assertThat(told()).isEqualTo(new Wire.Availability("closed", MONDAY, null, null, null));
    }

    @Test
    void theVendorIsAskedOnceHoweverManyAskUs() {
        says(() -> new Report(State.OPEN, null, null, null));
        for (int i = 0; i < 100; i++) {
            assertThat(told().state()).isEqualTo("open");
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void nobodyWaitsForAVendorThatHangsAndItsAnswerCountsWhenItComes() {
        CountDownLatch gate = new CountDownLatch(1);
        says(() -> {
            Await.until("the vendor may answer", () -> gate.getCount() == 0);
            return new Report(State.OPEN, null, null, null);
        });

        assertThat(hours.of(live, Map.of()).state()).isEqualTo("unknown");
        gate.countDown();
        assertThat(told().state()).isEqualTo("open");
        assertThat(asked).hasValue(1);
    }

    @Test
    void aVendorThatFailsOrCannotSayIsUnknown() {
        assertThat(hours.of(live, Map.of()).state()).isEqualTo("unknown");

        says(() -> {
            throw ProviderException.unavailable("the statistics are down", null);
        });
        assertThat(hours.of(live, Map.of()).state()).isEqualTo("unknown");
        assertThat(asked).hasValue(1);
    }

    @Test
    void eachQueueHasItsOwnAnswerAndIsAskedOnce() {
        vendor.hours = options -> {
            asked.incrementAndGet();
            return waiting("sales".equals(options.get("queue")) ? 600 : 60);
        };
        for (int i = 0; i < 10; i++) {
            assertThat(waitSeconds(Map.of("queue", "sales"))).isEqualTo(600);
            assertThat(waitSeconds(Map.of())).isEqualTo(60);
        }

        assertThat(asked).hasValue(2);
    }

    @Test
    void whoeverInventsQueuesCostsTheVendorLittleAndTheOthersNothing() {
        says(() -> waiting(60));
        for (int i = 0; i < 1_000; i++) {
            hours.of(live, Map.of("queue", "invented " + i));
        }
        assertThat(hours.of(live, Map.of("queue", "x".repeat(201))).state()).isEqualTo("unknown");

        assertThat(waitSeconds(Map.of())).isEqualTo(60);
        assertThat(waitSeconds(Map.of("queue", "invented 0"))).isEqualTo(60);
        assertThat(asked).hasValue(31);
    }

    private static Report waiting(long seconds) {
        return new Report(State.OPEN, null, null, seconds);
    }

    private @Nullable Long waitSeconds(Map<String, String> options) {
        Await.until("it is told", () -> !hours.of(live, options).state().equals("unknown"));
        return hours.of(live, options).waitSeconds();
    }
}
