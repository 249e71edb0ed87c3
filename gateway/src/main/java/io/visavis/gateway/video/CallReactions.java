package io.visavis.gateway.video;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationReaction;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.gateway.video.room.CallTimer;
import io.visavis.gateway.video.room.CallTimers;
import io.visavis.gateway.video.room.Role;
import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.Rooms;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * What a chat's events mean for its call. Only sets timers, in the same commit: a room is never locked from inside the log, so
 * that room and conversation are always locked in this order.
 */
@Singleton
final class CallReactions implements ConversationReaction {

    private final Rooms rooms;
    private final CallTimers timers;
    private final UnitOfWork unitOfWork;
    private final CallSettings settings;
    // Found late: they reach the log, and the log reaches its reactions.
    private final Provider<Offering> offering;
    private final Provider<TimerWorker> worker;

    CallReactions(
            Rooms rooms,
            CallTimers timers,
            UnitOfWork unitOfWork,
            CallSettings settings,
            Provider<Offering> offering,
            Provider<TimerWorker> worker) {
        this.rooms = rooms;
        this.timers = timers;
        this.unitOfWork = unitOfWork;
        this.settings = settings;
        this.offering = offering;
        this.worker = worker;
    }

    @Override
    public List<NewEvent> react(Conversation conversation, EventData event) {
        if (event instanceof EventData.AgentJoined joined && joined.interactionId() != null) {
            rooms.unbound(conversation.applicationId(), joined.interactionId())
                    .forEach(room -> soon(CallTimer.Kind.BIND, room, conversation, Duration.ZERO));
        } else if (event instanceof EventData.ConversationEnded) {
            rooms.openOf(conversation.id())
                    .forEach(room -> soon(CallTimer.Kind.CONVERSATION_ENDED, room, conversation, graceOf(room)));
        }
        return List.of();
    }

    private Duration graceOf(Room room) {
        return offering.get().present(room, Role.AGENT) ? settings.conversationGrace() : Duration.ZERO;
    }

    private void soon(CallTimer.Kind kind, Room room, Conversation conversation, Duration in) {
        timers.set(kind, room, conversation.id().value(), in);
        if (in.isZero()) {
            unitOfWork.afterCommit(() -> worker.get().wake());
        }
    }
}
