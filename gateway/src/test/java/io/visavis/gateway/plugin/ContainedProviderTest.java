package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderException;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.WebhookReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ContainedProviderTest {
    private static final int PLACES = 2;

    /** Sends wait until told; webhooks are understood at once. */
    private static final class SlowVendor implements Provider {
        final CountDownLatch underWay = new CountDownLatch(PLACES);
        final CountDownLatch answer = new CountDownLatch(1);

        @Override
        public CheckResult check() {
            return CheckResult.ok("slow");
        }

        @Override
        public CommandSender commands() {
            return _ -> {
                underWay.countDown();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return CommandReceipt.done();
            };
        }

        @Override
        public WebhookReceiver webhooks() {
            return new WebhookReceiver() {
                @Override
                public Optional<String> dedupKey(RawWebhook webhook) {
                    return Optional.of("key");
                }

                @Override
                public List<ProviderEvent> translate(AcceptedWebhook webhook) {
                    return List.of();
                }
            };
        }
    }

    @Test
    void aVendorThatIsSlowToAnswerDoesNotStarveWhatComesIn() throws Exception {
        SlowVendor vendor = new SlowVendor();
        ClassLoader loader = getClass().getClassLoader();
        ContainedProvider contained = new ContainedProvider(
                "con_1", vendor, loader, new ContainedCalls("con_1", loader, PLACES, Duration.ZERO), CallLimits.USUAL);
        ProviderCommand typing = new ProviderCommand.SetTyping("key", new ConversationRef("cnv_1", "v", null), true);
        List<Future<CommandReceipt>> sends = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PLACES; i++) {
                sends.add(threads.submit(() -> contained.commands().send(typing)));
            }
            vendor.underWay.await();
            assertThatThrownBy(() -> contained.commands().send(typing))
                    .isInstanceOfSatisfying(
                            ProviderException.class,
                            e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.UNAVAILABLE));
            List<Future<Optional<String>>> keys = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                keys.add(threads.submit(
                        () -> contained.webhooks().dedupKey(new RawWebhook("", Map.of(), new byte[0], Instant.EPOCH))));
            }
            for (Future<Optional<String>> key : keys) {
                assertThat(key.get()).as("however many come at once").contains("key");
            }
            assertThat(contained.webhooks().translate(new AcceptedWebhook("", new byte[0], Instant.EPOCH)))
                    .isEmpty();
            vendor.answer.countDown();
            for (Future<CommandReceipt> send : sends) {
                send.get();
            }
        }
        contained.close();
    }
}
