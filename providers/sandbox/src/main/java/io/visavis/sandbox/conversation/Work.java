package io.visavis.sandbox.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a conversation since it was opened.
 *
 * @param interactionId the vendor's id of the routed piece of work; null until an agent accepts
 * @param endedBy {@code visitor}, {@code agent} or null
 */
public record Work(
        ConversationState state,
        @Nullable String interactionId,
        @Nullable Agent agent,
        boolean agentTyping,
        @Nullable CallLinks call,
        @Nullable Instant acceptedAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {

    static Work queued() {
        return new Work(ConversationState.QUEUED, null, null, false, null, null, null, null);
    }

    Work accepted(Agent by, String interaction, Instant at) {
        return new Work(ConversationState.ACTIVE, interaction, by, false, call, at, null, null);
    }

    Work transferred(Agent to) {
        return new Work(state, interactionId, to, false, call, acceptedAt, endedAt, endedBy);
    }

    Work typing(boolean typing) {
        return new Work(state, interactionId, agent, typing, call, acceptedAt, endedAt, endedBy);
    }

    Work called(CallLinks links) {
        return new Work(state, interactionId, agent, agentTyping, links, acceptedAt, endedAt, endedBy);
    }

    Work ended(String by, Instant at) {
        return new Work(ConversationState.ENDED, interactionId, agent, false, call, acceptedAt, at, by);
    }
}
