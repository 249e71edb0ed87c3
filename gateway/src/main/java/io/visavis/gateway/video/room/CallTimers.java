package io.visavis.gateway.video.room;

import io.visavis.gateway.kernel.Ids;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Timers that outlive a node. Whoever deletes one acts on it, in the same commit, so that it is done once. */
@Singleton
public final class CallTimers {

    private final RoomStatements sql;
    private final Clock clock;

    CallTimers(RoomStatements sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public void set(CallTimer.Kind kind, Room room, @Nullable String subject, Duration in) {
        sql.update(
                "insert into call_timer (timer_id, kind, room_id, subject, call_number, due_at, attempts) values (?, ?, ?, ?, ?, ?, 0)",
                Ids.next("tmr"),
                kind.name(),
                room.id().value(),
                subject,
                room.callNumber(),
                clock.instant().plus(in));
    }

    public List<CallTimer> due(int limit) {
        return sql.list(
                "select * from call_timer where due_at <= ? order by due_at, timer_id limit " + limit,
                CallTimers::timer,
                clock.instant());
    }

    /** True for exactly one caller, if its work is committed. */
    public boolean claim(CallTimer timer) {
        return sql.update("delete from call_timer where timer_id = ?", timer.id()) == 1;
    }

    /** Tries again later; how it failed is the caller's to say. */
    public void postpone(CallTimer timer, Duration by) {
        sql.update(
                "update call_timer set due_at = ?, attempts = attempts + 1 where timer_id = ?",
                clock.instant().plus(by),
                timer.id());
    }

    /** The first still waiting, for tests and tools that ask whether one is set. */
    public Optional<CallTimer> waiting(CallTimer.Kind kind, RoomId room) {
        return sql.first(
                "select * from call_timer where kind = ? and room_id = ? order by due_at limit 1",
                CallTimers::timer,
                kind.name(),
                room.value());
    }

    private static CallTimer timer(ResultSet row) throws SQLException {
        return new CallTimer(
                row.getString("timer_id"),
                CallTimer.Kind.valueOf(row.getString("kind")),
                new RoomId(row.getString("room_id")),
                row.getString("subject"),
                row.getInt("call_number"),
                row.getInt("attempts"));
    }
}
