package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.AttachmentTransfer.Upload;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderException;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.WebhookReceiver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ContainedProviderTest {
    private static final int PLACES = 2;

    /** Sends wait until told; webhooks are understood at once. */
    private static class SlowVendor implements Provider {
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
                awaitAnswer();
                return CommandReceipt.done();
            };
        }

        void awaitAnswer() {
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
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

    /** Takes a file when it is told to, and gives one of two bytes. */
    private static final class FileVendor extends SlowVendor {
        final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public Optional<AttachmentTransfer> attachments() {
            return Optional.of(new AttachmentTransfer() {
                @Override
                public OutgoingAttachment upload(ConversationRef conversation, Upload file) {
                    underWay.countDown();
                    awaitAnswer();
                    return new OutgoingAttachment("v1", file.name(), file.mediaType(), file.size());
                }

                @Override
                public Download open(ConversationRef conversation, String vendorAttachmentId) {
                    return new Download(
                            "a.txt", "text/plain", 2, new ByteArrayInputStream("ab".getBytes(StandardCharsets.UTF_8)));
                }
            });
        }

        @Override
        public void close() {
            closed.countDown();
        }

        boolean closesWithin(Duration time) throws InterruptedException {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static final ConversationRef CHAT = new ConversationRef("cnv_1", "v", null);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);
    /** Longer than a call, a check or a close may take here. */
    private static final Duration AGES = SHORT.multipliedBy(5);

    private static ContainedProvider contained(Provider vendor, Duration file) {
        CallLimits limits = new CallLimits(SHORT, SHORT, SHORT, file, SHORT, SHORT, SHORT, SHORT, SHORT);
        ClassLoader loader = ContainedProviderTest.class.getClassLoader();
        return new ContainedProvider(
                "con_1", vendor, new ContainedCalls("con_1", loader, PLACES, Duration.ZERO), limits);
    }

    @Test
    void anUploadUnderWayGoesOnToItsEndHoweverLongItTakesAndOnlyThenTheProviderIsClosed() throws Exception {
        FileVendor vendor = new FileVendor();
        ContainedProvider contained = contained(vendor, LONG);
        AttachmentTransfer files = contained.attachments().orElseThrow();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<OutgoingAttachment> upload = threads.submit(() ->
                    files.upload(CHAT, new Upload("att_1", "a.txt", "text/plain", 0, InputStream::nullInputStream)));
            while (vendor.underWay.getCount() == PLACES) {
                Thread.onSpinWait();
            }
            Future<?> close = threads.submit(contained::close);
            assertThat(vendor.closesWithin(AGES)).isFalse();
            vendor.answer.countDown();
            assertThat(upload.get().name()).isEqualTo("a.txt");
            close.get();
            assertThat(vendor.closed.getCount()).isZero();
        }
    }

    @Test
    void aFileThatIsBeingReadIsReadToItsEndInTheOldVersion() throws Exception {
        FileVendor vendor = new FileVendor();
        ContainedProvider contained = contained(vendor, LONG);
        InputStream file = opened(contained);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(file.read()).isEqualTo('a');
            Future<?> close = threads.submit(contained::close);
            assertThat(vendor.closesWithin(AGES)).isFalse();
            assertThat(file.readAllBytes()).containsExactly('b');
            file.close();
            close.get();
            assertThat(vendor.closed.getCount()).isZero();
        }
    }

    @Test
    void aFileThatNobodyClosesKeepsAnOldVersionNoLongerThanAFileMayTake() {
        FileVendor vendor = new FileVendor();
        ContainedProvider contained = contained(vendor, SHORT);
        InputStream file = opened(contained);
        contained.close();
        assertThat(vendor.closed.getCount()).isZero();
        assertThatThrownBy(file::read).isInstanceOf(IOException.class);
    }

    /** At the end of the gateway there is not the time for every file. */
    @Test
    void whoEndsTheGatewayWaitsForNoFile() {
        FileVendor vendor = new FileVendor();
        ContainedProvider contained = contained(vendor, LONG);
        InputStream file = opened(contained);
        contained.closeSoon();
        assertThat(vendor.closed.getCount()).isZero();
        assertThatThrownBy(file::read).isInstanceOf(IOException.class);
    }

    private static InputStream opened(ContainedProvider contained) {
        return contained.attachments().orElseThrow().open(CHAT, "f1").content();
    }

    /** The JDK's HTTP client quotes a header that it refuses, and a key may be one. */
    @Test
    void whatAStrangersCodeSaysByItsExceptionsIsNotRepeated() {
        SlowVendor quoting = new SlowVendor() {
            @Override
            public CheckResult check() {
                throw new IllegalArgumentException("invalid header value: \"key-1\"");
            }
        };
        try (ContainedProvider contained = contained(quoting, SHORT)) {
            assertThatThrownBy(contained::check)
                    .isInstanceOf(ProviderFault.class)
                    .hasMessageContaining("IllegalArgumentException")
                    .hasMessageNotContaining("key-1");
        }
    }

    @Test
    void aVendorThatIsSlowToAnswerDoesNotStarveWhatComesIn() throws Exception {
        SlowVendor vendor = new SlowVendor();
        ClassLoader loader = getClass().getClassLoader();
        ContainedProvider contained = new ContainedProvider(
                "con_1", vendor, new ContainedCalls("con_1", loader, PLACES, Duration.ZERO), CallLimits.USUAL);
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
