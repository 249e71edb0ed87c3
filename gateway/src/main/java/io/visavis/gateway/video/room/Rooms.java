package io.visavis.gateway.video.room;

import static io.visavis.gateway.video.room.RoomStatements.instant;
import static io.visavis.gateway.video.room.RoomStatements.optionalInstant;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Ids;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of rooms. Safe for use by many threads. */
@Singleton
public final class Rooms {

    private final RoomStatements sql;
    private final Clock clock;

    Rooms(RoomStatements sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The room of this key, made if there is none yet, locked until the running work ends. */
    public Room lockOrCreate(
            RoomKey key, @Nullable String customerId, @Nullable String organizationId, String engine, CallKind kind) {
        sql.update(
                """
                insert into call_room (room_id, application_id, destination, interaction_id, customer_id, organization_id,
                    recording_id, engine, kind, open, joined, call_number, last_position, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, true, false, 1, 0, ?) on conflict do nothing
                """,
                RoomId.next().value(),
                key.applicationId().value(),
                key.destination(),
                key.interactionId(),
                customerId,
                organizationId,
                Ids.next("rec"),
                engine,
                kind.wireName(),
                clock.instant());
        return sql.first(
                        "select * from call_room where application_id = ? and destination = ? and interaction_id = ? for update",
                        Rooms::room,
                        key.applicationId().value(),
                        key.destination(),
                        key.interactionId())
                .orElseThrow();
    }

    /** As committed, or as the running work wrote it. */
    public Optional<Room> find(RoomId id) {
        return sql.first("select * from call_room where room_id = ?", Rooms::room, id.value());
    }

    /** Holds the room until the running work ends; nobody else changes it meanwhile. */
    public Optional<Room> lock(RoomId id) {
        return sql.first("select * from call_room where room_id = ? for update", Rooms::room, id.value());
    }

    /** The newest room of a conversation. */
    public Optional<Room> newestOf(ConversationId conversation) {
        return sql.first(
                "select * from call_room where conversation_id = ? order by created_at desc, room_id desc limit 1",
                Rooms::room,
                conversation.value());
    }

    public List<Room> openOf(ConversationId conversation) {
        return sql.list(
                "select * from call_room where conversation_id = ? and open = true", Rooms::room, conversation.value());
    }

    /** Open rooms that wait for the conversation of this interaction. */
    public List<Room> unbound(ApplicationId application, String interactionId) {
        return sql.list(
                "select * from call_room where application_id = ? and interaction_id = ? and conversation_id is null and open = true",
                Rooms::room,
                application.value(),
                interactionId);
    }

    /** How many have a call in which both sides see or hear each other. */
    public long running() {
        return sql.first(
                        "select count(*) from call_room where open = true and started_at is not null",
                        row -> row.getLong(1))
                .orElseThrow();
    }

    public void bind(RoomId id, ConversationId conversation) {
        sql.update("update call_room set conversation_id = ? where room_id = ?", conversation.value(), id.value());
    }

    public void kind(RoomId id, CallKind kind) {
        sql.update("update call_room set kind = ? where room_id = ?", kind.wireName(), id.value());
    }

    /** The visitor asks for the call now. */
    public void requested(RoomId id) {
        sql.update(
                "update call_room set requested = true, requested_at = ? where room_id = ?",
                clock.instant(),
                id.value());
    }

    /** The visitor no longer waits for an offer. */
    public void notRequested(RoomId id) {
        sql.update("update call_room set requested = false where room_id = ?", id.value());
    }

    /** Somebody is, or was, in the call. */
    public void joined(RoomId id) {
        sql.update("update call_room set joined = true where room_id = ?", id.value());
    }

    /** Both sides have media. */
    public void started(RoomId id, Instant at) {
        sql.update("update call_room set started_at = ? where room_id = ? and started_at is null", at, id.value());
    }

    public void close(RoomId id, String reason) {
        sql.update(
                "update call_room set open = false, requested = false, closed_at = ?, close_reason = ? where room_id = ?",
                clock.instant(),
                reason,
                id.value());
    }

    /** The next call in a room that was closed. */
    public void reopen(RoomId id) {
        sql.update("""
                update call_room set open = true, joined = false, call_number = call_number + 1, started_at = null, closed_at = null,
                    close_reason = null where room_id = ?
                """, id.value());
    }

    private static Room room(ResultSet row) throws SQLException {
        String conversation = row.getString("conversation_id");
        return new Room(
                new RoomId(row.getString("room_id")),
                new ApplicationId(row.getString("application_id")),
                row.getString("destination"),
                row.getString("interaction_id"),
                row.getString("customer_id"),
                row.getString("organization_id"),
                conversation == null ? null : new ConversationId(conversation),
                row.getString("recording_id"),
                row.getString("engine"),
                CallKind.ofWire(row.getString("kind")).orElse(CallKind.VIDEO),
                row.getBoolean("open"),
                row.getBoolean("requested"),
                optionalInstant(row, "requested_at"),
                row.getBoolean("joined"),
                row.getInt("call_number"),
                row.getLong("last_position"),
                instant(row, "created_at"),
                optionalInstant(row, "started_at"),
                optionalInstant(row, "closed_at"),
                row.getString("close_reason"));
    }
}
