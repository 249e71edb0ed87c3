package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.AttachmentTransfer.Download;
import io.visavis.spi.AttachmentTransfer.Upload;
import io.visavis.spi.Capability;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.ProviderEvent.MessageReceived;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Files both ways, watched while they are under way. */
final class FileTrial {
    private static final int SIZE = 512 * 1024;

    private FileTrial() {}

    static boolean offered(Trial trial) {
        return trial.offered().contains(Capability.ATTACHMENTS_TO_AGENT)
                || trial.offered().contains(Capability.ATTACHMENTS_TO_VISITOR);
    }

    private static AttachmentTransfer transfer(Trial trial) {
        return trial.provider()
                .attachments()
                .orElseThrow(() -> new AssertionError("the role AttachmentTransfer is missing"));
    }

    static void uploads(Trial trial) {
        if (!trial.offered().contains(Capability.ATTACHMENTS_TO_AGENT)) {
            trial.notes().notOffered("ATTACHMENTS_TO_AGENT is not declared");
            return;
        }
        boolean watched = !trial.attempt(trial.commands().message("A file comes"))
                .requests()
                .isEmpty();
        long before = trial.vendor().bodyBytes();
        SlowFile file = new SlowFile(() -> !watched
                || FakeVendor.waitUntil(() -> trial.vendor().bodyBytes() > before + SIZE / 8, Limits.prompt()));
        OutgoingAttachment placed = transfer(trial)
                .upload(
                        trial.fixture().conversation(),
                        new Upload("key-file", "led.jpg", "image/jpeg", SIZE, () -> file));

        assertThat(file.buffered)
                .as("the whole file was read before any of it was sent: files are streamed")
                .isFalse();
        assertThat(placed.vendorId()).as("the vendor's id of the file").isNotBlank();
        trial.attempt(trial.commands().message("Here it is", placed)).taken();
    }

    /** Gives its second half only when the vendor has got some of the first. */
    private static final class SlowFile extends InputStream {
        private final java.util.function.BooleanSupplier arriving;
        private int given;
        private boolean asked;
        private boolean buffered;

        SlowFile(java.util.function.BooleanSupplier arriving) {
            this.arriving = arriving;
        }

        @Override
        public int read() {
            if (given > SIZE / 2 && !asked) {
                asked = true;
                buffered = !arriving.getAsBoolean();
            }
            return given++ < SIZE ? given & 0x7f : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            int count = 0;
            for (int next = length > 0 ? read() : -1; next >= 0; next = count < Math.min(length, 8192) ? read() : -1) {
                into[from + count++] = (byte) next;
            }
            return count == 0 && length > 0 ? -1 : count;
        }
    }

    static void downloads(Trial trial) throws InterruptedException {
        if (!trial.offered().contains(Capability.ATTACHMENTS_TO_VISITOR)) {
            trial.notes().notOffered("ATTACHMENTS_TO_VISITOR is not declared");
            return;
        }
        String id = fileOfTheSamples(trial);
        CountDownLatch halfRead = new CountDownLatch(1);
        trial.vendor().withinFiles(FakeVendor.until(halfRead));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread reading = Thread.ofVirtual().start(() -> thrown.set(read(trial, id, halfRead)));
        boolean streamed = reading.join(Limits.prompt());
        halfRead.countDown();
        reading.join();

        assertThat(thrown.get()).as("what opening the file %s threw", id).isNull();
        assertThat(streamed)
                .as("the first half of the file is there while the vendor holds the second back: files are streamed")
                .isTrue();
    }

    private static @Nullable Throwable read(Trial trial, String id, CountDownLatch halfRead) {
        try (Download file = transfer(trial).open(trial.fixture().conversation(), id)) {
            assertThat(file.content().read()).as("the first byte").isNotNegative();
            halfRead.countDown();
            file.content().readAllBytes();
            return null;
        } catch (IOException | RuntimeException | AssertionError e) {
            return e;
        }
    }

    private static String fileOfTheSamples(Trial trial) {
        return trial.fixture().samples().stream()
                .flatMap(sample -> sample.means().stream())
                .filter(MessageReceived.class::isInstance)
                .flatMap(event -> ((MessageReceived) event).attachments().stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample has a file of an agent"))
                .vendorId();
    }
}
