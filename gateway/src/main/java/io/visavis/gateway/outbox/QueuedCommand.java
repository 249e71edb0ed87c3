package io.visavis.gateway.outbox;

import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command as it stands in the outbox, without what it says.
 *
 * @param kind for example {@code message}
 * @param state {@code waiting}, {@code done}, {@code failed} or {@code discarded}
 * @param reference the vendor's id, if it gave one
 * @param attempts oldest first
 */
public record QueuedCommand(
        long id,
        ConversationId conversationId,
        ConnectionId connectionId,
        String kind,
        String state,
        Instant createdAt,
        Instant nextAttemptAt,
        @Nullable String reference,
        @Nullable String lastError,
        @Nullable Instant settledAt,
        List<Attempt> attempts) {

    /**
     * One try to carry it out.
     *
     * @param outcome {@code taken}, {@code dropped} or a code of what went wrong
     */
    public record Attempt(
            int number,
            Instant startedAt,
            Instant endedAt,
            String outcome,
            @Nullable String detail) {}
}
