package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation about to begin.
 *
 * @param vendorId the vendor's id where the vendor opened it; null when we do, until the vendor took it
 * @param history what was said before and its visitor is to see, oldest first
 */
public record NewConversation(
        ConversationId id,
        ApplicationId applicationId,
        ConnectionId connectionId,
        String chatMode,
        @Nullable String customerEmail,
        @Nullable String customerName,
        @Nullable String subject,
        @Nullable String vendorId,
        List<EventData.SaidBefore> history) {
    public NewConversation {
        history = List.copyOf(history);
    }

    /** One whose visitor has said nothing before, no name either. */
    public NewConversation(
            ConversationId id,
            ApplicationId applicationId,
            ConnectionId connectionId,
            String chatMode,
            @Nullable String customerEmail,
            @Nullable String subject,
            @Nullable String vendorId) {
        this(id, applicationId, connectionId, chatMode, customerEmail, null, subject, vendorId, List.of());
    }

    /** One that a visitor begins, behind what was said elsewhere. */
    public static NewConversation byVisitor(
            ConversationId id,
            ApplicationId applicationId,
            ConnectionId connectionId,
            String chatMode,
            @Nullable String customerEmail,
            @Nullable String customerName,
            @Nullable String subject,
            List<EventData.SaidBefore> history) {
        return new NewConversation(
                id, applicationId, connectionId, chatMode, customerEmail, customerName, subject, null, history);
    }
}
