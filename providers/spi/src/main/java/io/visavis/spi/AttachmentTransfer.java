package io.visavis.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Files in both directions, streamed: a provider never holds a whole file in memory. */
public interface AttachmentTransfer {

    /**
     * Places a file at the vendor, ready to be named in a {@link ProviderCommand.SendMessage}.
     *
     * @throws ProviderException classified like a command
     */
    OutgoingAttachment upload(ConversationRef conversation, Upload file);

    /**
     * Opens a file the agent sent. The caller closes it.
     *
     * @throws ProviderException classified like a command
     */
    Download open(ConversationRef conversation, String vendorAttachmentId);

    /**
     * A file on its way to the agent.
     *
     * @param name as the visitor's device calls it; the provider makes it acceptable to the vendor
     * @param size bytes
     * @param content opens the bytes from the start; may be called again for a retry
     */
    record Upload(String idempotencyKey, String name, String mediaType, long size, Callable<InputStream> content) {}

    /**
     * A file on its way to the visitor.
     *
     * @param name null when the vendor does not say
     * @param mediaType null when the vendor does not say
     * @param size bytes, or -1 when the vendor does not say
     */
    record Download(@Nullable String name, @Nullable String mediaType, long size, InputStream content)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
