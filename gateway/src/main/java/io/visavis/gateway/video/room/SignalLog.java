package io.visavis.gateway.video.room;

import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.gateway.video.room.Signal.Sender;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What browsers and the gateway tell each other about a room, in one order per room. Safe for use by many threads. */
@Singleton
public final class SignalLog {

    private final RoomStatements sql;
    private final UnitOfWork unitOfWork;
    private final SignalWakeUps wakeUps;

    SignalLog(RoomStatements sql, UnitOfWork unitOfWork, SignalWakeUps wakeUps) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.wakeUps = wakeUps;
    }

    /** Appends inside the running work, which holds the room, and wakes the streams after the commit. */
    public long append(RoomId room, String type, @Nullable Sender from, @Nullable String to, String data) {
        sql.update("update call_room set last_position = last_position + 1 where room_id = ?", room.value());
        long position = lastPosition(room);
        sql.update(
                """
                insert into call_signal (room_id, position, type, from_participant, from_connection, to_connection, data)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                room.value(),
                position,
                type,
                from == null ? null : from.participantId().value(),
                from == null ? null : from.connectionId(),
                to,
                data);
        unitOfWork.afterCommit(() -> wakeUps.grown(room));
        return position;
    }

    /** False when this connection has sent a signal of that id before. */
    public boolean firstTime(RoomId room, String connectionId, String signalId) {
        return sql.update(
                        "insert into call_signal_taken (room_id, connection_id, signal_id) values (?, ?, ?) on conflict do nothing",
                        room.value(),
                        connectionId,
                        signalId)
                == 1;
    }

    public long lastPosition(RoomId room) {
        return sql.first(
                        "select last_position from call_room where room_id = ?",
                        row -> row.getLong("last_position"),
                        room.value())
                .orElse(0L);
    }

    /** Up to {@code limit} signals behind {@code after}, in order. */
    public List<Signal> read(RoomId room, long after, int limit) {
        return sql.list(
                "select * from call_signal where room_id = ? and position > ? order by position limit " + limit,
                SignalLog::signal,
                room.value(),
                after);
    }

    /** Whether a reader can go on from there: nothing behind it is missing, and it is not ahead of the log. */
    public boolean serves(RoomId room, long after) {
        long last = lastPosition(room);
        if (after < 0 || after > last) {
            return false;
        }
        return after == last
                || sql.first(
                                "select position from call_signal where room_id = ? and position = ?",
                                row -> row.getLong("position"),
                                room.value(),
                                after + 1)
                        .isPresent();
    }

    /** Drops what nobody can need once the call is over; positions go on counting. */
    public void forget(RoomId room, long upTo) {
        sql.update("delete from call_signal where room_id = ? and position <= ?", room.value(), upTo);
        sql.update("""
                delete from call_signal_taken where room_id = ? and connection_id in
                    (select connection_id from call_connection where room_id = ? and state <> 'open')
                """, room.value(), room.value());
    }

    private static Signal signal(ResultSet row) throws SQLException {
        String participant = row.getString("from_participant");
        String connection = row.getString("from_connection");
        return new Signal(
                row.getLong("position"),
                row.getString("type"),
                participant == null || connection == null
                        ? null
                        : new Sender(new ParticipantId(participant), connection),
                row.getString("to_connection"),
                row.getString("data"));
    }
}
