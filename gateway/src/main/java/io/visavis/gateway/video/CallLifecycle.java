package io.visavis.gateway.video;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.video.room.CallConnection;
import io.visavis.gateway.video.room.CallTimer;
import io.visavis.gateway.video.room.CallTimers;
import io.visavis.gateway.video.room.Connections;
import io.visavis.gateway.video.room.Offer;
import io.visavis.gateway.video.room.Offers;
import io.visavis.gateway.video.room.Participant;
import io.visavis.gateway.video.room.Participants;
import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.Rooms;
import io.visavis.gateway.video.room.Tickets;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a call begins, who is in it, and when it is over. Every method runs inside a unit of work that holds the room; the room
 * given is as it was when it was locked.
 */
@Singleton
final class CallLifecycle {

    /** A late reader of an ended call's signals has long been told that the room is closed. */
    private static final Duration SIGNALS_KEPT = Duration.ofMinutes(10);

    private final Rooms rooms;
    private final Participants participants;
    private final Connections connections;
    private final Tickets tickets;
    private final Offers offers;
    private final CallTimers timers;
    private final RoomSignals signals;
    private final CallEvents events;
    private final CallSettings settings;
    private final Clock clock;

    CallLifecycle(
            Rooms rooms,
            Participants participants,
            Connections connections,
            Tickets tickets,
            Offers offers,
            CallTimers timers,
            RoomSignals signals,
            CallEvents events,
            CallSettings settings,
            Clock clock) {
        this.rooms = rooms;
        this.participants = participants;
        this.connections = connections;
        this.tickets = tickets;
        this.offers = offers;
        this.timers = timers;
        this.signals = signals;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    /** Counts somebody in, once per call however often the page is loaded. */
    void joined(Room room, Participant participant) {
        if (participant.joinedCall() == room.callNumber()) {
            return;
        }
        participants.joinedCall(participant.id(), room.callNumber());
        rooms.joined(room.id());
        events.append(
                room,
                CallEvents.actor(participant),
                new EventData.CallJoined(
                        room.id().value(),
                        participant.role().wireName(),
                        room.kind().wireName()));
    }

    /** Ends one page load and, unless another of the same person is open, counts the person out. */
    void left(Room room, Participant participant, CallConnection connection, CallConnection.State how, String reason) {
        connections.end(connection, how);
        signals.left(participant, connection.id(), how);
        boolean elsewhere = connections.openOf(room.id()).stream()
                .anyMatch(open -> open.participantId().equals(participant.id()));
        if (!elsewhere) {
            countOut(room, participant, reason);
            timers.set(CallTimer.Kind.ENGINE_REMOVE, room, participant.id().value(), Duration.ZERO);
        }
        if (connections.openOf(room.id()).isEmpty()) {
            timers.set(CallTimer.Kind.ROOM_EMPTY, room, null, settings.emptyGrace());
        }
    }

    /** The engine saw somebody go, with all pages they have open. */
    void left(Room room, Participant participant, List<CallConnection> pages) {
        if (pages.isEmpty()) {
            countOut(room, participant, "left");
        }
        for (CallConnection page : pages) {
            left(room, participant, page, CallConnection.State.LEFT, "left");
        }
    }

    /** This page has media of others, or its own has reached the engine: the call has started once that is so on both sides. */
    void mediaUp(Room room, CallConnection page) {
        if (page.remoteMedia()) {
            return;
        }
        connections.remoteMedia(page);
        long up = connections.openOf(room.id()).stream()
                .filter(CallConnection::remoteMedia)
                .map(CallConnection::participantId)
                .distinct()
                .count();
        if (room.startedAt() == null && up >= 2) {
            Instant now = clock.instant();
            rooms.started(room.id(), now);
            signals.started(room.id(), now);
        }
    }

    /** The engine forgot the room: every page is asked to enter anew, and nobody has left the call as long as some do in time. */
    void interrupted(Room room) {
        for (CallConnection page : connections.openOf(room.id())) {
            connections.end(page, CallConnection.State.LOST);
            participants
                    .find(page.participantId())
                    .ifPresent(person -> signals.left(person, page.id(), CallConnection.State.LOST));
        }
        timers.set(CallTimer.Kind.ROOM_EMPTY, room, null, settings.emptyGrace());
    }

    /** The call is over: tickets are refused, streams end, the engine is told, the chat says so. */
    void close(Room room, Actor by, String reason) {
        if (!room.open()) {
            return;
        }
        offers.newest(room.id())
                .filter(offer -> offer.state() == Offer.State.OPEN)
                .ifPresent(offer -> missed(room, offer));
        for (CallConnection connection : connections.openOf(room.id())) {
            connections.end(connection, CallConnection.State.LEFT);
        }
        for (Participant participant : participants.of(room.id())) {
            if (participant.joinedCall() == room.callNumber()) {
                countOut(room, participant, reason);
            }
        }
        if (room.joined()) {
            events.append(room, by, new EventData.CallEnded(room.id().value(), reason, seconds(room)));
        }
        tickets.revokeAll(room.id());
        rooms.close(room.id(), reason);
        long last = signals.closed(room, reason, seconds(room));
        timers.set(CallTimer.Kind.ENGINE_CLOSE, room, reason, Duration.ZERO);
        timers.set(CallTimer.Kind.FORGET_SIGNALS, room, Long.toString(last), SIGNALS_KEPT);
    }

    /** Nobody answered in time, or the call was over before. */
    void missed(Room room, Offer offer) {
        offers.answer(offer, Offer.State.MISSED);
        events.append(room, Actor.system(), new EventData.CallMissed(room.id().value()));
    }

    private void countOut(Room room, Participant participant, String reason) {
        if (participant.joinedCall() != room.callNumber()) {
            return;
        }
        participants.joinedCall(participant.id(), 0);
        events.append(
                room,
                CallEvents.actor(participant),
                new EventData.CallLeft(room.id().value(), participant.role().wireName(), reason));
    }

    private long seconds(Room room) {
        Instant started = room.startedAt();
        return started == null ? 0 : Duration.between(started, clock.instant()).toSeconds();
    }
}
