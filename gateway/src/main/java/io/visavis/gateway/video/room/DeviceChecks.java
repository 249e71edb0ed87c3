package io.visavis.gateway.video.room;

import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What visitors found out about their cameras and microphones before a call. */
@Singleton
public final class DeviceChecks {

    private final RoomStatements sql;
    private final Clock clock;

    DeviceChecks(RoomStatements sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Of a conversation without a room yet, or of a room with or without a conversation. */
    public void add(@Nullable ConversationId conversation, @Nullable RoomId room, DeviceCheck check) {
        sql.update(
                """
                insert into call_device_check (check_id, conversation_id, room_id, camera, microphone, browser, checked_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                Ids.next("chk"),
                conversation == null ? null : conversation.value(),
                room == null ? null : room.value(),
                check.camera(),
                check.microphone(),
                check.browser(),
                clock.instant());
    }

    /** The newest of the room's visitor, made in the room or while waiting in the queue. */
    public Optional<DeviceCheck> newest(Room room) {
        return sql.first(
                """
                select * from call_device_check where room_id = ? or conversation_id = ?
                order by checked_at desc, check_id desc
                """,
                row -> new DeviceCheck(row.getString("camera"), row.getString("microphone"), row.getString("browser")),
                room.id().value(),
                room.conversationId() == null ? "" : room.conversationId().value());
    }
}
