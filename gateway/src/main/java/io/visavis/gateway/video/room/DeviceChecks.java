package io.visavis.gateway.video.room;

import io.visavis.gateway.kernel.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
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

    public void add(Room room, String camera, String microphone, @Nullable String browser) {
        sql.update(
                """
                insert into call_device_check (check_id, conversation_id, room_id, camera, microphone, browser, checked_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                Ids.next("chk"),
                room.conversationId() == null ? null : room.conversationId().value(),
                room.id().value(),
                camera,
                microphone,
                browser,
                clock.instant());
    }
}
