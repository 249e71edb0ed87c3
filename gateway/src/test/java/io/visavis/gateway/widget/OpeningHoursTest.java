package io.visavis.gateway.widget;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.engine.Await;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.spi.Availability;
import io.visavis.spi.Availability.Confidence;
import io.visavis.spi.Availability.Report;
import io.visavis.spi.Availability.State;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.CommandSender;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderException;
import io.visavis.spi.WebhookReceiver;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a page is told of opening hours and waits, and what that costs vendors and visitors. */
class OpeningHoursTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");

    private final OpeningHours hours = new OpeningHours();
    private final Vendor vendor = new Vendor();
    private final LiveProvider live = new LiveProvider(
            new ConnectionId("con_1"),
            new ApplicationId("app_1"),
            ProviderDescriptor.builder("asked").build(),
            vendor,
            Map.of());

    /** Says what a test lets it say. */
    private static final class Vendor implements Provider {
        private final AtomicInteger asked = new AtomicInteger();
        private @Nullable Supplier<Report> answer;

        @Override
        public CheckResult check() {
            return CheckResult.ok("is there");
        }

        @Override
        public WebhookReceiver webhooks() {
            throw new AssertionError("nobody delivers anything");
        }

        @Override
        public CommandSender commands() {
            return _ -> CommandReceipt.done();
        }

        @Override
        public Optional<Availability> availability() {
            Supplier<Report> says = answer;
            return says == null
                    ? Optional.empty()
                    : Optional.of(_ -> {
                        asked.incrementAndGet();
                        return says.get();
                    });
        }
    }

    @Test
    void whatTheVendorSaysIsToldWithItsConfidence() {
        vendor.answer = () -> new Report(State.OPEN, null, 3, 240L, Confidence.ESTIMATED);

        assertThat(hours.of(live)).isEqualTo(new Wire.Availability("open", null, 3, 240L, "estimated"));
    }

    @Test
    void whoIsClosedSaysUntilWhenAndNothingOfAWait() {
        vendor.answer = () -> new Report(State.CLOSED, MONDAY, null, null);

        assertThat(hours.of(live)).isEqualTo(new Wire.Availability("closed", MONDAY, null, null, null));
    }

    @Test
    void theVendorIsAskedOnceHoweverManyAskUs() {
        vendor.answer = () -> new Report(State.OPEN, null, null, null);
        for (int i = 0; i < 100; i++) {
            assertThat(hours.of(live).state()).isEqualTo("open");
        }

        assertThat(vendor.asked).hasValue(1);
    }

    @Test
    void nobodyWaitsForAVendorThatHangsAndItsAnswerCountsWhenItComes() {
        CountDownLatch gate = new CountDownLatch(1);
        vendor.answer = () -> {
            Await.until("the vendor may answer", () -> gate.getCount() == 0);
            return new Report(State.OPEN, null, null, null);
        };

        assertThat(hours.of(live).state()).isEqualTo("unknown");
        gate.countDown();
        Await.until("the answer counts", () -> hours.of(live).state().equals("open"));
        assertThat(vendor.asked).hasValue(1);
    }

    @Test
    void aVendorThatFailsOrCannotSayIsUnknown() {
        assertThat(hours.of(live).state()).isEqualTo("unknown");

        vendor.answer = () -> {
            throw ProviderException.unavailable("the statistics are down", null);
        };
        assertThat(hours.of(live).state()).isEqualTo("unknown");
        assertThat(vendor.asked).hasValue(1);
    }
}
