package io.visavis.gateway.video.room;

import io.visavis.gateway.conversation.ConversationRemoval;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Expiring;
import io.visavis.gateway.storage.RetentionSettings;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rooms whose call ended long ago or in which nobody ever was, what was signalled in them, and device checks. */
@Singleton
final class ExpiredRooms implements Expiring, ConversationRemoval {
    private static final int AT_ONCE = 20;
    /** Those that point at others come first. */
    private static final List<String> TABLES = List.of(
            "call_signal",
            "call_signal_taken",
            "call_offer",
            "call_connection",
            "call_ticket",
            "call_timer",
            "call_device_check",
            "call_participant",
            "call_room");

    private final Sql sql;
    private final UnitOfWork unitOfWork;
    private final RetentionSettings settings;
    private final Clock clock;

    ExpiredRooms(Sql sql, UnitOfWork unitOfWork, RetentionSettings settings, Clock clock) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "call rooms and their signals";
    }

    @Override
    public long removeExpired() {
        Instant now = clock.instant();
        Optional<Instant> rooms = RetentionSettings.before(now, settings.conversations());
        Optional<Instant> signals = RetentionSettings.before(now, settings.signals());
        return rooms.map(this::removeRoomsBefore).orElse(0L)
                + signals.map(this::removeSignals).orElse(0L);
    }

    private long removeRoomsBefore(Instant before) {
        long removed = 0;
        List<String> over;
        do {
            over = sql.query(
                    "select room_id from call_room r where coalesce(closed_at, created_at) < ? and not exists"
                            + " (select 1 from call_connection c where c.room_id = r.room_id and c.seen_at >= ?)"
                            + " order by room_id limit " + AT_ONCE,
                    row -> row.getString(1),
                    before,
                    before);
            List<String> going = over;
            removed += unitOfWork.commit(() -> removeRooms(going));
        } while (over.size() == AT_ONCE);
        return removed
                + unitOfWork.commit(() -> sql.update("delete from call_device_check where checked_at < ?", before));
    }

    private long removeSignals(Instant before) {
        String ofClosedRooms = " where room_id in (select room_id from call_room where closed_at < ?)";
        return unitOfWork.commit(() -> sql.update("delete from call_signal" + ofClosedRooms, before)
                + sql.update("delete from call_signal_taken" + ofClosedRooms, before));
    }

    @Override
    public void remove(List<ConversationId> going) {
        Object[] ids = going.stream().map(ConversationId::value).toArray();
        String in = " where conversation_id in (" + Sql.marks(ids.length) + ")";
        removeRooms(sql.query("select room_id from call_room" + in, row -> row.getString(1), ids));
        sql.update("delete from call_device_check" + in, ids);
    }

    private int removeRooms(List<String> rooms) {
        if (rooms.isEmpty()) {
            return 0;
        }
        Object[] ids = rooms.toArray();
        String in = " where room_id in (" + Sql.marks(ids.length) + ")";
        sql.update(
                "delete from call_resume where participant_id in (select participant_id from call_participant" + in
                        + ")",
                ids);
        TABLES.forEach(table -> sql.update("delete from " + table + in, ids));
        return ids.length;
    }
}
