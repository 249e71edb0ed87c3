package io.visavis.gateway.video;

import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.gateway.video.Welcome.Peer;
import io.visavis.gateway.video.engine.RoomEngines;
import io.visavis.gateway.video.room.CallConnection;
import io.visavis.gateway.video.room.CallConnection.State;
import io.visavis.gateway.video.room.Connections;
import io.visavis.gateway.video.room.Participant;
import io.visavis.gateway.video.room.ParticipantId;
import io.visavis.gateway.video.room.Participants;
import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.RoomId;
import io.visavis.gateway.video.room.Rooms;
import io.visavis.gateway.video.room.SignalLog;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is in a room, page load by page load. Safe for use by many threads; each call is a commit of its own. */
@Singleton
public final class Presence {

    private final UnitOfWork unitOfWork;
    private final Rooms rooms;
    private final Participants participants;
    private final Connections connections;
    private final SignalLog log;
    private final RoomSignals signals;
    private final CallLifecycle lifecycle;
    private final RoomEngines engines;
    private final CallSettings settings;
    private final Clock clock;

    Presence(
            UnitOfWork unitOfWork,
            Rooms rooms,
            Participants participants,
            Connections connections,
            SignalLog log,
            RoomSignals signals,
            CallLifecycle lifecycle,
            RoomEngines engines,
            CallSettings settings,
            Clock clock) {
        this.unitOfWork = unitOfWork;
        this.rooms = rooms;
        this.participants = participants;
        this.connections = connections;
        this.log = log;
        this.signals = signals;
        this.lifecycle = lifecycle;
        this.engines = engines;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A page enters; asked again with the same id it gets a fresh welcome and nothing else happens.
     *
     * @param media JSON text of what it sends, for those present; null when it will say so later
     */
    public Welcome connect(CallToken caller, String connectionId, @Nullable String media) {
        return unitOfWork.commit(() -> {
            Room room = openRoom(caller.roomId());
            Participant participant = participant(caller.participantId());
            Optional<CallConnection> known = connections.find(room.id(), connectionId);
            if (known.isPresent()) {
                requireOpen(known.get(), caller);
                return welcome(room, participant, connectionId);
            }
            List<CallConnection> present = connections.openOf(room.id());
            requireSpace(room, participant, present);
            for (CallConnection earlier : present) {
                if (earlier.participantId().equals(participant.id())) {
                    connections.end(earlier, State.REPLACED);
                    signals.left(participant, earlier.id(), State.REPLACED);
                }
            }
            connections.open(room.id(), connectionId, participant.id(), media);
            signals.joined(participant, connectionId, media);
            lifecycle.joined(room, participant);
            return welcome(room, participant, connectionId);
        });
    }

    /**
     * The page goes: {@code hangup} ends a call of two, {@code left} leaves the others alone, {@code pagehide} may be a reload, so
     * the others are told to wait.
     */
    public void leave(CallToken caller, String connectionId, String reason) {
        unitOfWork.commit(() -> {
            Room room = rooms.lock(caller.roomId()).orElseThrow(CallProblems::roomClosed);
            Optional<CallConnection> found =
                    connections.find(room.id(), connectionId).filter(CallConnection::open);
            if (!room.open() || found.isEmpty() || !found.get().participantId().equals(caller.participantId())) {
                return;
            }
            Participant participant = participant(caller.participantId());
            switch (reason) {
                case "pagehide" -> away(participant, found.get());
                case "hangup" -> hangUp(room, participant, found.get());
                default -> lifecycle.left(room, participant, found.get(), State.LEFT, "left");
            }
        });
    }

    /** Hangs up for everybody. */
    public void close(CallToken caller) {
        unitOfWork.commit(() -> {
            Room room = rooms.lock(caller.roomId()).orElseThrow(CallProblems::roomClosed);
            Participant participant = participant(caller.participantId());
            lifecycle.close(room, CallEvents.actor(participant), caller.role().wireName());
        });
    }

    /**
     * The page's stream is alive.
     *
     * @return what became of the connection; only {@link State#OPEN} goes on
     */
    public State seen(RoomId roomId, String connectionId) {
        return unitOfWork.commit(() -> {
            CallConnection connection =
                    connections.find(roomId, connectionId).orElseThrow(CallProblems::connectionGone);
            if (connection.away() && connection.open()) {
                rooms.lock(roomId);
                connections.away(connection, false);
                signals.back(participant(connection.participantId()), connectionId);
            }
            return connections.seen(roomId, connectionId)
                    ? State.OPEN
                    : connections
                            .find(roomId, connectionId)
                            .map(CallConnection::state)
                            .orElse(State.LOST);
        });
    }

    /** Looks again at a connection that seemed silent, and draws the consequence. */
    void silent(CallConnection suspect) {
        unitOfWork.commit(() -> {
            Room room = rooms.lock(suspect.roomId()).orElseThrow();
            Optional<CallConnection> found =
                    connections.find(suspect.roomId(), suspect.id()).filter(CallConnection::open);
            if (found.isEmpty()) {
                return;
            }
            CallConnection connection = found.get();
            Participant participant = participant(connection.participantId());
            if (connection.seenAt().isBefore(clock.instant().minus(settings.grace()))) {
                lifecycle.left(room, participant, connection, State.LOST, "lost");
            } else if (connection.seenAt().isBefore(clock.instant().minus(settings.awayAfter()))) {
                away(participant, connection);
            }
        });
    }

    /**
     * The caller's connection.
     *
     * @throws io.visavis.gateway.problem.ProblemException 410 when it is over, saying how
     */
    public CallConnection require(CallToken caller, String connectionId) {
        Room room = rooms.find(caller.roomId()).orElseThrow(CallProblems::roomClosed);
        if (!room.open()) {
            throw CallProblems.roomClosed();
        }
        CallConnection connection = connections.find(room.id(), connectionId).orElseThrow(CallProblems::connectionGone);
        requireOpen(connection, caller);
        return connection;
    }

    private void hangUp(Room room, Participant participant, CallConnection connection) {
        long people = connections.openOf(room.id()).stream()
                .map(CallConnection::participantId)
                .distinct()
                .count();
        if (people > 2) {
            lifecycle.left(room, participant, connection, State.LEFT, "hangup");
        } else {
            lifecycle.close(
                    room, CallEvents.actor(participant), participant.role().wireName());
        }
    }

    private void away(Participant participant, CallConnection connection) {
        if (!connection.away()) {
            connections.away(connection, true);
            signals.away(participant, connection.id());
        }
    }

    private Welcome welcome(Room room, Participant participant, String connectionId) {
        List<Peer> peers = new ArrayList<>();
        for (CallConnection open : connections.openOf(room.id())) {
            if (!open.participantId().equals(participant.id())) {
                peers.add(new Peer(participant(open.participantId()), open));
            }
        }
        return new Welcome(connectionId, log.lastPosition(room.id()), peers, room.startedAt(), clock.instant());
    }

    private void requireSpace(Room room, Participant newcomer, List<CallConnection> present) {
        long others = present.stream()
                .map(CallConnection::participantId)
                .filter(id -> !id.equals(newcomer.id()))
                .distinct()
                .count();
        if (others >= engines.of(room.engine()).capabilities().maxPeople()) {
            throw CallProblems.roomFull();
        }
    }

    private static void requireOpen(CallConnection connection, CallToken caller) {
        if (!connection.participantId().equals(caller.participantId())) {
            throw CallProblems.connectionGone();
        }
        switch (connection.state()) {
            case OPEN -> {}
            case REPLACED -> throw CallProblems.connectionReplaced();
            case LEFT, LOST -> throw CallProblems.connectionGone();
        }
    }

    private Room openRoom(RoomId id) {
        return rooms.lock(id).filter(Room::open).orElseThrow(CallProblems::roomClosed);
    }

    private Participant participant(ParticipantId id) {
        return participants.find(id).orElseThrow(CallProblems::tokenExpired);
    }
}
