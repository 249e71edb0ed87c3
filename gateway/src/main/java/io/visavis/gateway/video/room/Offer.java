package io.visavis.gateway.video.room;

import io.visavis.gateway.kernel.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call offered to a visitor in the chat. */
public record Offer(
        String id,
        RoomId roomId,
        ConversationId conversationId,
        CallKind kind,
        State state,
        Instant offeredAt,
        @Nullable Instant answeredAt) {

    /** What became of it. */
    public enum State {
        OPEN,
        ACCEPTED,
        DECLINED,
        MISSED
    }
}
