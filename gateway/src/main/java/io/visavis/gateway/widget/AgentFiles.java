package io.visavis.gateway.widget;

import io.visavis.gateway.kernel.ConversationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files that agents sent: known by our id, kept by the vendor. */
@FunctionalInterface
interface AgentFiles {

    Optional<AgentFile> find(ConversationId conversation, String attachmentId);

    record AgentFile(
            String vendorAttachmentId,
            String name,
            @Nullable String mediaType) {}
}
