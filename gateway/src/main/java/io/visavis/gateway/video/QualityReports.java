package io.visavis.gateway.video;

import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.gateway.video.room.CallConnection;
import io.visavis.gateway.video.room.Connections;
import io.visavis.gateway.video.room.Participant;
import io.visavis.gateway.video.room.Participants;
import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * What browsers measure. Two things come of it: the call counts as started once both sides receive the other, and everybody
 * learns of it when a side's quality changes. Safe for use by many threads.
 */
@Singleton
public final class QualityReports {

    /** A level that flickers is told no more often than this. */
    private static final Duration CALM = Duration.ofSeconds(5);

    private final UnitOfWork unitOfWork;
    private final Rooms rooms;
    private final Connections connections;
    private final Participants participants;
    private final Presence presence;
    private final RoomSignals signals;
    private final CallLifecycle lifecycle;
    private final CallEvents events;
    private final Clock clock;

    QualityReports(
            UnitOfWork unitOfWork,
            Rooms rooms,
            Connections connections,
            Participants participants,
            Presence presence,
            RoomSignals signals,
            CallLifecycle lifecycle,
            CallEvents events,
            Clock clock) {
        this.unitOfWork = unitOfWork;
        this.rooms = rooms;
        this.connections = connections;
        this.participants = participants;
        this.presence = presence;
        this.signals = signals;
        this.lifecycle = lifecycle;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A page's report of the last seconds.
     *
     * @param level {@code good}, {@code fair} or {@code poor}
     * @param remoteMedia whether it receives the other side's picture or voice, or all there is of it: nothing
     */
    public void report(CallToken caller, String connectionId, String level, String reason, boolean remoteMedia) {
        CallConnection before = presence.require(caller, connectionId);
        if (!changes(before, level, remoteMedia)) {
            return;
        }
        unitOfWork.commit(() -> {
            Room room = rooms.lock(caller.roomId()).filter(Room::open).orElseThrow(CallProblems::roomClosed);
            CallConnection connection = presence.require(caller, connectionId);
            if (remoteMedia) {
                lifecycle.mediaUp(room, connection);
            }
            measured(room, connection, level, reason);
        });
    }

    /** Tells everybody, if it is news. Inside a unit of work that holds the room. */
    void measured(Room room, CallConnection connection, String level, String reason) {
        if (levelChanges(connection, level)) {
            tell(room, connection, level, reason);
        }
    }

    private void tell(Room room, CallConnection connection, String level, String reason) {
        connections.quality(connection, level);
        Participant participant = participants.find(connection.participantId()).orElseThrow(CallProblems::tokenExpired);
        signals.quality(participant, connection.id(), level, reason);
        events.append(
                room,
                CallEvents.actor(participant),
                new EventData.CallQuality(room.id().value(), participant.role().wireName(), level, reason));
    }

    private boolean changes(CallConnection connection, String level, boolean remoteMedia) {
        return (remoteMedia && !connection.remoteMedia()) || levelChanges(connection, level);
    }

    private boolean levelChanges(CallConnection connection, String level) {
        if (connection.quality() == null) {
            return !level.equals("good");
        }
        boolean calm = connection.qualityAt() == null
                || connection.qualityAt().isBefore(clock.instant().minus(CALM));
        return calm && !level.equals(connection.quality());
    }
}
