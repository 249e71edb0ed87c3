package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it stands now, derived from its log.
 *
 * @param vendorId the vendor's id; null until the vendor took the start
 * @param interactionId the vendor's current interaction; null until an agent has it
 * @param agentName null while nobody has told it: some vendors do with the agent's first word only
 * @param lastPosition position of its newest event
 * @param unavailableSince since when its vendor does not answer; null when all is well
 * @param reopens whether it is over and the visitor's next message takes it up again
 */
public record Conversation(
        ConversationId id,
        ApplicationId applicationId,
        ConnectionId connectionId,
        String chatMode,
        ConversationState state,
        @Nullable String vendorId,
        @Nullable String interactionId,
        @Nullable String agentId,
        @Nullable String agentName,
        @Nullable String customerEmail,
        @Nullable String customerName,
        @Nullable String subject,
        long lastPosition,
        @Nullable Instant unavailableSince,
        Instant createdAt,
        @Nullable Instant endedAt,
        boolean reopens) {

    /** Whether its visitor waits for the first agent, so that where it goes is still open. */
    public boolean waiting() {
        return state.waiting();
    }

    public boolean ended() {
        return state == ConversationState.ENDED;
    }
}
