package io.visavis.gateway.inbox;

import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.EventType;
import io.visavis.gateway.kernel.ConversationId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells news of who has a conversation that newer news have overtaken on their way: vendors promise no order, only when it
 * happened, and the newest by the vendor's clock stands. What is compared is what the log holds, and what was told and changed
 * nothing; a batch is in order.
 */
final class LateNews {
    private static final Set<EventType> AGENT = EnumSet.of(EventType.AGENT_JOINED, EventType.AGENT_LEFT);
    private static final Set<EventType> QUEUE =
            EnumSet.of(EventType.CONVERSATION_QUEUED, EventType.CONVERSATION_QUEUE_UPDATED);
    private static final Set<EventType> CAME = EnumSet.of(EventType.AGENT_JOINED);
    private static final Set<EventType> CAME_OR_OVER = EnumSet.of(EventType.AGENT_JOINED, EventType.CONVERSATION_ENDED);
    private static final Set<EventType> ALL_BUT_LEFT = EnumSet.of(
            EventType.CONVERSATION_QUEUED,
            EventType.CONVERSATION_QUEUE_UPDATED,
            EventType.CONVERSATION_TRANSFERRING,
            EventType.CONVERSATION_ENDED,
            EventType.AGENT_JOINED);

    private final Conversations conversations;
    private final ConversationId id;
    private final SeenAgents seen;

    LateNews(Conversations conversations, ConversationId id, SeenAgents seen) {
        this.conversations = conversations;
        this.id = id;
        this.seen = seen;
    }

    /** Whether an agent came or went after it. */
    boolean agentChangedSince(Instant at) {
        return newer(AGENT, at) || seenSince(at);
    }

    /** Whether somebody left after it whose coming is not known yet. */
    boolean unknownLeftSince(Instant at) {
        return seen.leftAt().filter(left -> left.isAfter(at)).isPresent();
    }

    /** Whether it waits, is handed on, was over or is another's since this agent came then, or the agent has gone. */
    boolean joinIsLate(@Nullable String agentId, Instant at) {
        return newer(ALL_BUT_LEFT, at)
                || seenSince(at)
                || conversations
                        .leftAt(id, agentId)
                        .filter(left -> left.isAfter(at))
                        .isPresent()
                // Who came and went at that moment takes it from nobody.
                || (seen.gone(agentId, at).isPresent() && notOlder(AGENT, at));
    }

    /** Whether the one who left has come back since, or another has. */
    boolean leavingIsLate(Instant at) {
        return newer(CAME, at) || seenSince(at);
    }

    /** Whether the transfer is done already. Who left after it began is a part of it. */
    boolean transferIsLate(Instant at) {
        return newer(CAME_OR_OVER, at) || seenSince(at);
    }

    /** Whether it waits anew since, or since that very moment: who leaves and the queue behind it are one step to a vendor. */
    boolean queuedSince(Instant at) {
        return notOlder(QUEUE, at);
    }

    /** Whether it waits anew since an agent came or went last. */
    boolean queuedSinceAgentChanged() {
        return conversations
                .newestAt(id, AGENT)
                .filter(changed ->
                        !seenSince(changed) || newer(QUEUE, seen.thereAt().orElseThrow()))
                .filter(changed -> newer(QUEUE, changed))
                .isPresent();
    }

    /** Remembers that an agent is there who is known to be: news from before is late. */
    void isThere(@Nullable String agentId, Instant at) {
        if (agentId != null && !seenSince(at) && !notOlder(CAME, at)) {
            seen.there(agentId, at);
        }
    }

    private boolean seenSince(Instant at) {
        return seen.thereAt().filter(there -> there.isAfter(at)).isPresent();
    }

    private boolean notOlder(Set<EventType> types, Instant at) {
        return conversations
                .newestAt(id, types)
                .filter(newest -> !newest.isBefore(at))
                .isPresent();
    }

    private boolean newer(Set<EventType> types, Instant at) {
        return conversations
                .newestAt(id, types)
                .filter(newest -> newest.isAfter(at))
                .isPresent();
    }
}
