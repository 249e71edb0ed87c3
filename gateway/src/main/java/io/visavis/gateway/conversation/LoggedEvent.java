package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the log.
 *
 * @param position strictly increasing and gap-free within the conversation's epoch
 * @param data JSON text, valid against {@code schemas/events/v1}
 * @param provider JSON text for servers and administrators; null when no vendor was involved
 */
public record LoggedEvent(
        ConversationId conversationId,
        long position,
        EventType type,
        Instant at,
        Actor actor,
        String data,
        @Nullable String provider) {}
