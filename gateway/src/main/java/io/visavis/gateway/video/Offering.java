package io.visavis.gateway.video;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.video.room.CallConnection;
import io.visavis.gateway.video.room.CallKind;
import io.visavis.gateway.video.room.CallTimer;
import io.visavis.gateway.video.room.CallTimers;
import io.visavis.gateway.video.room.Connections;
import io.visavis.gateway.video.room.Offer;
import io.visavis.gateway.video.room.Offers;
import io.visavis.gateway.video.room.Participant;
import io.visavis.gateway.video.room.Participants;
import io.visavis.gateway.video.room.Role;
import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Binds rooms to chats and asks visitors whether they want the call. Every method runs inside a unit of work that holds the
 * room.
 */
@Singleton
final class Offering {

    private final Conversations conversations;
    private final Rooms rooms;
    private final Participants participants;
    private final Connections connections;
    private final Offers offers;
    private final CallTimers timers;
    private final CallEvents events;
    private final CallLifecycle lifecycle;
    private final CallSettings settings;
    private final Clock clock;

    Offering(
            Conversations conversations,
            Rooms rooms,
            Participants participants,
            Connections connections,
            Offers offers,
            CallTimers timers,
            CallEvents events,
            CallLifecycle lifecycle,
            CallSettings settings,
            Clock clock) {
        this.conversations = conversations;
        this.rooms = rooms;
        this.participants = participants;
        this.connections = connections;
        this.offers = offers;
        this.timers = timers;
        this.events = events;
        this.lifecycle = lifecycle;
        this.settings = settings;
        this.clock = clock;
    }

    /** The room's chat: the one it is bound to, or the one its interaction turns out to be. */
    Optional<Conversation> bind(Room room) {
        if (room.conversationId() != null) {
            return conversations.find(room.conversationId());
        }
        Optional<Conversation> found = conversations
                .findByInteraction(room.applicationId(), room.interactionId())
                .or(() -> ownId(room));
        found.ifPresent(conversation -> rooms.bind(room.id(), conversation.id()));
        return found;
    }

    /** Offers the call, unless the visitor is being asked already, has just said yes, or is in the room. */
    void offer(Room room, Conversation conversation, Actor by, CallKind kind) {
        if (!room.open() || conversation.ended() || visitorPresent(room) || answerPending(room)) {
            return;
        }
        Offer offer = offers.open(room.id(), conversation.id(), kind);
        rooms.notRequested(room.id());
        events.append(room, by, new EventData.CallOffered(room.id().value(), offer.id(), kind.wireName()));
        timers.set(CallTimer.Kind.OFFER_UNANSWERED, room, offer.id(), settings.offerLife());
    }

    boolean neverOffered(Room room) {
        return offers.newest(room.id()).isEmpty();
    }

    /** The offer's time is over. */
    void expire(Room room, String offerId) {
        offers.newest(room.id())
                .filter(offer -> offer.id().equals(offerId) && offer.state() == Offer.State.OPEN)
                .ifPresent(offer -> lifecycle.missed(room, offer));
    }

    boolean visitorPresent(Room room) {
        return present(room, Role.VISITOR);
    }

    boolean present(Room room, Role role) {
        List<CallConnection> open = connections.openOf(room.id());
        Set<Participant> side = participants.of(room.id()).stream()
                .filter(participant -> participant.role() == role)
                .collect(Collectors.toSet());
        return open.stream()
                .anyMatch(connection -> side.stream().anyMatch(one -> one.id().equals(connection.participantId())));
    }

    private boolean answerPending(Room room) {
        return offers.newest(room.id())
                .filter(offer -> offer.state() == Offer.State.OPEN
                        || (offer.state() == Offer.State.ACCEPTED && justAccepted(room, offer)))
                .isPresent();
    }

    /** Somebody who said yes looks at their camera first; only after a while are they asked again. */
    private boolean justAccepted(Room room, Offer offer) {
        return offer.answeredAt() != null
                && offer.answeredAt().isAfter(clock.instant().minus(settings.offerLife()))
                && participants.of(room.id()).stream()
                        .noneMatch(one -> one.role() == Role.VISITOR && leftAfter(room, one));
    }

    private static boolean leftAfter(Room room, Participant visitor) {
        return visitor.joinedCall() == 0 && room.startedAt() != null;
    }

    private Optional<Conversation> ownId(Room room) {
        return ConversationIds.of(room.interactionId())
                .flatMap(conversations::find)
                .filter(conversation -> conversation.applicationId().equals(room.applicationId()));
    }
}
