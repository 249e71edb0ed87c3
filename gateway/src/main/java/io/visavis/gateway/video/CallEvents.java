package io.visavis.gateway.video;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.video.room.Participant;
import io.visavis.gateway.video.room.Role;
import io.visavis.gateway.video.room.Room;
import jakarta.inject.Singleton;

/** Tells a call's story in the log of its chat; a room without a chat has none. Runs inside a unit of work. */
@Singleton
final class CallEvents {

    private final ConversationLog log;

    CallEvents(ConversationLog log) {
        this.log = log;
    }

    void append(Room room, Actor actor, EventData data) {
        if (room.conversationId() != null) {
            log.append(room.conversationId(), NewEvent.of(actor, data));
        }
    }

    static Actor actor(Participant participant) {
        return participant.role() == Role.VISITOR
                ? Actor.visitor()
                : Actor.of(Actor.Kind.AGENT, null, participant.name().isEmpty() ? null : participant.name());
    }
}
