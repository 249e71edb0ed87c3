package io.visavis.gateway.outbox;

import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way.
 *
 * @param uploads vendor attachments already placed, by our attachment id
 * @param attempts times it was claimed, this one included
 * @param uncertainAttempts attempts that may have arrived
 * @param cutOff how often in a row the process ended while it was under way
 * @param echo null while none came
 */
record OutboxRow(
        long id,
        ConversationId conversationId,
        ConnectionId connectionId,
        CommandKind kind,
        OutboundCommand command,
        Map<String, PlacedFile> uploads,
        String idempotencyKey,
        int attempts,
        int uncertainAttempts,
        int cutOff,
        Instant createdAt,
        Instant nextAttemptAt,
        @Nullable Echo echo) {

    /**
     * The vendor sent these words back, so they arrived.
     *
     * @param reference the vendor's id of the message, if it gives one
     */
    record Echo(@Nullable String reference) {}

    OutboxRow claimed() {
        return new OutboxRow(
                id,
                conversationId,
                connectionId,
                kind,
                command,
                uploads,
                idempotencyKey,
                attempts + 1,
                uncertainAttempts,
                cutOff,
                createdAt,
                nextAttemptAt,
                echo);
    }
}
