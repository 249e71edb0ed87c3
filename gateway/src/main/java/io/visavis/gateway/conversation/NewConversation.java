package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import org.jspecify.annotations.Nullable;

/**
 * A conversation about to begin.
 *
 * @param vendorId the vendor's id where the vendor opened it; null when we do, until the vendor took it
 */
public record NewConversation(
        ConversationId id,
        ApplicationId applicationId,
        ConnectionId connectionId,
        String chatMode,
        @Nullable String customerEmail,
        @Nullable String subject,
        @Nullable String vendorId) {

    /** One that a visitor begins. */
    public static NewConversation byVisitor(
            ConversationId id,
            ApplicationId applicationId,
            ConnectionId connectionId,
            String chatMode,
            @Nullable String customerEmail,
            @Nullable String subject) {
        return new NewConversation(id, applicationId, connectionId, chatMode, customerEmail, subject, null);
    }
}
