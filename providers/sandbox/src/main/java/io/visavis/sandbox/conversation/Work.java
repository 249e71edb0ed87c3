package io.visavis.sandbox.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a conversation since it was opened.
 *
 * @param interactionId the vendor's id of the routed piece of work; null until there is one
 * @param queue where it waits or came from; null at a vendor without queues
 * @param visitorTypingAt when the visitor was last heard typing
 * @param botThinkingUntil until when the bot that spoke before said that it thinks
 * @param readAt up to when the visitor has read
 * @param endedBy {@code visitor}, {@code agent} or null
 */
public record Work(
        ConversationState state,
        @Nullable String interactionId,
        @Nullable WorkQueue queue,
        @Nullable Agent agent,
        boolean agentTyping,
        @Nullable Instant visitorTypingAt,
        @Nullable Instant botThinkingUntil,
        @Nullable Instant readAt,
        @Nullable CallLinks call,
        @Nullable Instant acceptedAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {

    static Work queued(@Nullable WorkQueue queue, @Nullable String interaction) {
        return new Work(
                ConversationState.QUEUED, interaction, queue, null, false, null, null, null, null, null, null, null);
    }

    Work accepted(Agent by, String interaction, Instant at) {
        return new Work(
                ConversationState.ACTIVE,
                interaction,
                queue,
                by,
                false,
                visitorTypingAt,
                botThinkingUntil,
                readAt,
                call,
                at,
                null,
                null);
    }

    Work transferred(Agent to) {
        return with(to, false, visitorTypingAt, botThinkingUntil, readAt, call);
    }

    /** Back to waiting, in this queue. */
    Work requeued(WorkQueue to, @Nullable String interaction) {
        return new Work(
                ConversationState.QUEUED,
                interaction,
                to,
                null,
                false,
                visitorTypingAt,
                botThinkingUntil,
                readAt,
                call,
                acceptedAt,
                null,
                null);
    }

    Work typing(boolean typing) {
        return with(agent, typing, visitorTypingAt, botThinkingUntil, readAt, call);
    }

    Work visitorTyping(@Nullable Instant at) {
        return with(agent, agentTyping, at, botThinkingUntil, readAt, call);
    }

    Work botThinking(@Nullable Instant until) {
        return with(agent, agentTyping, visitorTypingAt, until, readAt, call);
    }

    Work read(Instant at) {
        return with(agent, agentTyping, visitorTypingAt, botThinkingUntil, at, call);
    }

    Work called(CallLinks links) {
        return with(agent, agentTyping, visitorTypingAt, botThinkingUntil, readAt, links);
    }

    Work ended(String by, Instant at) {
        return new Work(
                ConversationState.ENDED,
                interactionId,
                queue,
                agent,
                false,
                null,
                null,
                readAt,
                call,
                acceptedAt,
                at,
                by);
    }

    private Work with(
            @Nullable Agent by,
            boolean typing,
            @Nullable Instant visitorTyping,
            @Nullable Instant botThinking,
            @Nullable Instant read,
            @Nullable CallLinks links) {
        return new Work(
                state,
                interactionId,
                queue,
                by,
                typing,
                visitorTyping,
                botThinking,
                read,
                links,
                acceptedAt,
                endedAt,
                endedBy);
    }
}
