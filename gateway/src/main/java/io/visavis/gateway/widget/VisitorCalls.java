package io.visavis.gateway.widget;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.video.Calls;
import io.visavis.gateway.video.room.CallKind;
import io.visavis.gateway.video.room.RoomId;
import jakarta.inject.Singleton;
import java.util.Locale;

/** A visitor's side of calls, in the running unit of work. Positions are those of the conversation's newest event. */
@Singleton
final class VisitorCalls {
    /** Where to join. */
    record Accepted(long position, String joinUrl) {}

    private final Calls calls;
    private final Conversations conversations;

    VisitorCalls(Calls calls, Conversations conversations) {
        this.calls = calls;
        this.conversations = conversations;
    }

    long request(Conversation conversation, String kind) {
        calls.request(conversation, kind(kind));
        return position(conversation);
    }

    Accepted accept(Conversation conversation, String roomId, String kind) {
        String joinUrl = calls.accept(conversation, new RoomId(roomId), kind(kind));
        return new Accepted(position(conversation), joinUrl);
    }

    long decline(Conversation conversation, String roomId) {
        calls.decline(conversation, new RoomId(roomId));
        return position(conversation);
    }

    private long position(Conversation conversation) {
        return conversations.find(conversation.id()).orElse(conversation).lastPosition();
    }

    private static CallKind kind(String wireName) {
        return CallKind.valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
