package io.visavis.gateway.outbox;

import io.visavis.gateway.kernel.ConversationId;
import io.visavis.spi.AttachmentTransfer;
import java.util.Optional;

/** The visitor's uploads, as the outbox reads them. Implemented by whoever stores them. */
public interface StoredFiles {

    /** A file of this conversation, its idempotency key the same at every call; empty when it is gone. */
    Optional<AttachmentTransfer.Upload> open(ConversationId conversation, String attachmentId);
}
