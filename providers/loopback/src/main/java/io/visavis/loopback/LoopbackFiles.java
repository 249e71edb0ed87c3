package io.visavis.loopback;

import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps small files in memory, and gives each back under the id it made for it. */
final class LoopbackFiles implements AttachmentTransfer {
    private static final int LARGEST = 1 << 20;

    private final Map<String, Stored> files = new ConcurrentHashMap<>();

    /** One file is there from the beginning, for deliveries to name: {@code hello}. */
    LoopbackFiles() {
        files.put("hello", new Stored("hello.txt", "text/plain", "Hello".getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public OutgoingAttachment upload(ConversationRef conversation, Upload file) {
        try (InputStream in = file.content().call()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new ProviderException(Kind.REJECTED, "loopback keeps files up to 1 MiB");
            }
            String id = "file-" + file.idempotencyKey();
            files.put(id, new Stored(file.name(), file.mediaType(), bytes));
            return new OutgoingAttachment(id, file.name(), file.mediaType(), bytes.length);
        } catch (IOException e) {
            throw new ProviderException(Kind.UNAVAILABLE, "the file could not be read", e);
        } catch (ProviderException e) {
            throw e;
        } catch (Exception e) {
            throw new ProviderException(Kind.UNAVAILABLE, "the file could not be opened", e);
        }
    }

    @Override
    public Download open(ConversationRef conversation, String vendorAttachmentId) {
        Stored file = files.get(vendorAttachmentId);
        if (file == null) {
            throw new ProviderException(Kind.REJECTED, "no file " + vendorAttachmentId);
        }
        return new Download(file.name, file.mediaType, file.bytes.length, new ByteArrayInputStream(file.bytes));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Stored(String name, String mediaType, byte[] bytes) {}
}
