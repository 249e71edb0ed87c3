package io.visavis.gateway.inbox;

import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.EventType;
import io.visavis.gateway.kernel.ConversationId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Tells news of who has a conversation that newer news have overtaken on their way: vendors promise no order, only when it
 * happened, and the newest by the vendor's clock stands. What is compared is what the log holds; a batch is in order.
 */
final class LateNews {
    private static final Set<EventType> AGENT = EnumSet.of(EventType.AGENT_JOINED, EventType.AGENT_LEFT);
    private static final Set<EventType> QUEUE =
            EnumSet.of(EventType.CONVERSATION_QUEUED, EventType.CONVERSATION_QUEUE_UPDATED);
    private static final Set<EventType> CAME = EnumSet.of(EventType.AGENT_JOINED);
    private static final Set<EventType> CAME_OR_OVER = EnumSet.of(EventType.AGENT_JOINED, EventType.CONVERSATION_ENDED);
    private static final Set<EventType> ALL = EnumSet.of(
            EventType.CONVERSATION_QUEUED,
            EventType.CONVERSATION_QUEUE_UPDATED,
            EventType.CONVERSATION_TRANSFERRING,
            EventType.CONVERSATION_ENDED,
            EventType.AGENT_JOINED,
            EventType.AGENT_LEFT);

    private final Conversations conversations;
    private final ConversationId id;

    LateNews(Conversations conversations, ConversationId id) {
        this.conversations = conversations;
        this.id = id;
    }

    /** Whether an agent came or went after it. */
    boolean agentChangedSince(Instant at) {
        return newer(AGENT, at);
    }

    /** Whether it waits, is handed on, was over or is another's since an agent came then. */
    boolean joinIsLate(Instant at) {
        return newer(ALL, at);
    }

    /** Whether the one who left has come back since, or another has. */
    boolean leavingIsLate(Instant at) {
        return newer(CAME, at);
    }

    /** Whether the transfer is done already. Who left after it began is a part of it. */
    boolean transferIsLate(Instant at) {
        return newer(CAME_OR_OVER, at);
    }

    /** Whether it waits anew since. */
    boolean queuedSince(Instant at) {
        return newer(QUEUE, at);
    }

    /** Whether it waits anew since an agent came or went last. */
    boolean queuedSinceAgentChanged() {
        return conversations.newestAt(id, AGENT).filter(this::queuedSince).isPresent();
    }

    private boolean newer(Set<EventType> types, Instant at) {
        return conversations
                .newestAt(id, types)
                .filter(newest -> newest.isAfter(at))
                .isPresent();
    }
}
