package io.visavis.gateway.video.room;

import static io.visavis.gateway.video.room.RoomStatements.instant;
import static io.visavis.gateway.video.room.RoomStatements.optionalInstant;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page loads that are, or were, in a room. Safe for use by many threads. */
@Singleton
public final class Connections {

    private final RoomStatements sql;
    private final Clock clock;

    Connections(RoomStatements sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public void open(RoomId room, String connectionId, ParticipantId participant, @Nullable String media) {
        sql.update("""
                insert into call_connection (room_id, connection_id, participant_id, state, away, seen_at, media, remote_media)
                values (?, ?, ?, 'open', false, ?, ?, false)
                """, room.value(), connectionId, participant.value(), clock.instant(), media);
    }

    public Optional<CallConnection> find(RoomId room, String connectionId) {
        return sql.first(
                "select * from call_connection where room_id = ? and connection_id = ?",
                Connections::connection,
                room.value(),
                connectionId);
    }

    /** Those in the room now. */
    public List<CallConnection> openOf(RoomId room) {
        return sql.list(
                "select * from call_connection where room_id = ? and state = 'open' order by connection_id",
                Connections::connection,
                room.value());
    }

    /** Open ones that have shown no life since {@code silentSince}. */
    public List<CallConnection> silent(Instant silentSince, int limit) {
        return sql.list(
                "select * from call_connection where state = 'open' and seen_at < ? order by seen_at limit " + limit,
                Connections::connection,
                silentSince);
    }

    /** Its stream is alive. False when it is open no longer. */
    public boolean seen(RoomId room, String connectionId) {
        return sql.update(
                        "update call_connection set seen_at = ? where room_id = ? and connection_id = ? and state = 'open'",
                        clock.instant(),
                        room.value(),
                        connectionId)
                == 1;
    }

    public void away(CallConnection connection, boolean away) {
        sql.update(
                "update call_connection set away = ? where room_id = ? and connection_id = ?",
                away,
                connection.roomId().value(),
                connection.id());
    }

    public void end(CallConnection connection, CallConnection.State state) {
        sql.update(
                "update call_connection set state = ? where room_id = ? and connection_id = ?",
                state.wireName(),
                connection.roomId().value(),
                connection.id());
    }

    /** Keeps what a page said of its microphone and camera, for those who come later. */
    public void media(CallConnection connection, String media) {
        sql.update(
                "update call_connection set media = ? where room_id = ? and connection_id = ?",
                media,
                connection.roomId().value(),
                connection.id());
    }

    public void remoteMedia(CallConnection connection) {
        sql.update(
                "update call_connection set remote_media = true where room_id = ? and connection_id = ?",
                connection.roomId().value(),
                connection.id());
    }

    public void quality(CallConnection connection, String level) {
        sql.update(
                "update call_connection set quality = ?, quality_at = ? where room_id = ? and connection_id = ?",
                level,
                clock.instant(),
                connection.roomId().value(),
                connection.id());
    }

    private static CallConnection connection(ResultSet row) throws SQLException {
        return new CallConnection(
                new RoomId(row.getString("room_id")),
                row.getString("connection_id"),
                new ParticipantId(row.getString("participant_id")),
                CallConnection.State.ofWire(row.getString("state")),
                row.getBoolean("away"),
                instant(row, "seen_at"),
                row.getString("media"),
                row.getBoolean("remote_media"),
                row.getString("quality"),
                optionalInstant(row, "quality_at"));
    }
}
