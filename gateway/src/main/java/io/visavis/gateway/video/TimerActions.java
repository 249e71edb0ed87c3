package io.visavis.gateway.video;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.video.engine.RoomEngines;
import io.visavis.gateway.video.room.CallTimer;
import io.visavis.gateway.video.room.Connections;
import io.visavis.gateway.video.room.ParticipantId;
import io.visavis.gateway.video.room.Role;
import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.Rooms;
import io.visavis.gateway.video.room.SignalLog;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What each kind of timer does. */
@Singleton
final class TimerActions {

    private final Rooms rooms;
    private final Connections connections;
    private final SignalLog signals;
    private final Conversations conversations;
    private final Offering offering;
    private final CallLifecycle lifecycle;
    private final RoomEngines engines;

    TimerActions(
            Rooms rooms,
            Connections connections,
            SignalLog signals,
            Conversations conversations,
            Offering offering,
            CallLifecycle lifecycle,
            RoomEngines engines) {
        this.rooms = rooms;
        this.connections = connections;
        this.signals = signals;
        this.conversations = conversations;
        this.offering = offering;
        this.lifecycle = lifecycle;
        this.engines = engines;
    }

    /** The part that may take time and be repeated: outside of any transaction, before the timer is claimed. */
    void prepare(CallTimer timer) {
        if (timer.kind() == CallTimer.Kind.ENGINE_REMOVE && timer.subject() != null) {
            putOut(timer, new ParticipantId(timer.subject()));
        }
        if (timer.kind() == CallTimer.Kind.ENGINE_CLOSE) {
            rooms.find(timer.roomId())
                    .filter(room -> !room.open())
                    .ifPresent(room ->
                            engines.of(room.engine()).close(room.id(), timer.subject() == null ? "" : timer.subject()));
        }
    }

    /** The part in the commit that claims the timer. */
    void act(CallTimer timer) {
        Optional<Room> found = rooms.lock(timer.roomId()).filter(room -> room.callNumber() == timer.callNumber());
        if (found.isEmpty()) {
            return;
        }
        Room room = found.get();
        String subject = timer.subject() == null ? "" : timer.subject();
        switch (timer.kind()) {
            case OFFER_UNANSWERED -> offering.expire(room, subject);
            case ROOM_EMPTY -> {
                if (connections.openOf(room.id()).isEmpty()) {
                    lifecycle.close(room, Actor.system(), "lost");
                }
            }
            case CONVERSATION_ENDED -> lifecycle.close(room, Actor.system(), "conversation-ended");
            case BIND -> bind(room, new ConversationId(subject));
            case FORGET_SIGNALS -> signals.forget(room.id(), Long.parseLong(subject));
            case ENGINE_REMOVE, ENGINE_CLOSE -> {}
        }
    }

    /** Unless they are back. */
    private void putOut(CallTimer timer, ParticipantId person) {
        boolean back = connections.openOf(timer.roomId()).stream()
                .anyMatch(page -> page.participantId().equals(person));
        if (!back) {
            rooms.find(timer.roomId())
                    .ifPresent(room -> engines.of(room.engine()).remove(room.id(), person, "left"));
        }
    }

    /** An agent who is waiting in the room already does not have to open the link again. */
    private void bind(Room room, ConversationId conversationId) {
        Optional<Conversation> conversation = conversations.find(conversationId);
        if (room.conversationId() != null || conversation.isEmpty()) {
            return;
        }
        rooms.bind(room.id(), conversationId);
        if (offering.present(room, Role.AGENT)) {
            Room bound = rooms.find(room.id()).orElseThrow();
            Conversation chat = conversation.get();
            offering.offer(bound, chat, Actor.of(Actor.Kind.AGENT, chat.agentId(), chat.agentName()), bound.kind());
        }
    }
}
