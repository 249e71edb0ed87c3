package io.visavis.gateway.outbox;

import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Who was told that a vendor does not answer, as rows. */
final class VendorTroubles {
    private static final int AT_ONCE = 500;
    /** What the last attempt of a waiting row came to; a vendor that asks for patience or may have it is given its time. */
    private static final String LAST_ATTEMPT = " select 1 from outbox o join outbox_attempt a on a.outbox_id = o.id"
            + " and a.attempt = o.attempts where o.conversation_id = c.id and o.state = 'waiting'"
            + " and a.outcome in ('rate-limited', 'uncertain')";
    /** An attempt that began before the news: what it finds, it tells. */
    private static final String UNDER_WAY =
            " select 1 from outbox o where o.conversation_id = c.id and o.claimed_until > ?";

    private static final String FREE = " from conversation c where c.unavailable_since is not null"
            + " and c.state <> 'ENDED' and not exists (" + LAST_ATTEMPT + ") and not exists (" + UNDER_WAY + ")";

    private static final String UNTOLD =
            " from conversation c where c.unavailable_since is null and c.state <> 'ENDED'";

    private final Sql sql;
    private final Clock clock;

    VendorTroubles(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    List<ConnectionId> connections() {
        return sql.query(
                "select distinct connection_id from conversation where unavailable_since is not null"
                        + " and state <> 'ENDED'",
                row -> new ConnectionId(row.getString(1)));
    }

    /** True for one caller at a time, and for nobody at the first sight: trouble is mostly short. */
    boolean claimProbe(ConnectionId connection, Instant next) {
        int fresh = sql.update(
                "insert into vendor_probe (connection_id, next_at) values (?, ?) on conflict do nothing",
                connection.value(),
                next);
        return fresh == 0
                && sql.update(
                                "update vendor_probe set next_at = ? where connection_id = ? and next_at <= ?",
                                next,
                                connection.value(),
                                clock.instant())
                        == 1;
    }

    /** Running, and not told of any trouble. */
    List<ConversationId> untold(ConnectionId connection) {
        return sql.query(
                "select c.id" + UNTOLD + " and c.connection_id = ? limit " + AT_ONCE,
                row -> new ConversationId(row.getString(1)),
                connection.value());
    }

    /** Still as {@link #untold} says. Inside a unit of work. */
    boolean isUntold(ConversationId id) {
        return sql.first("select 1" + UNTOLD + " and c.id = ?", row -> row.getInt(1), id.value())
                .isPresent();
    }

    /** Told of the trouble, and free to be told of its end. */
    List<ConversationId> conversations(ConnectionId connection) {
        return sql.query(
                "select c.id" + FREE + " and c.connection_id = ? limit " + AT_ONCE,
                row -> new ConversationId(row.getString(1)),
                clock.instant(),
                connection.value());
    }

    /** Still as {@link #conversations} says. Inside a unit of work. */
    boolean isFree(ConversationId id) {
        return sql.first("select 1" + FREE + " and c.id = ?", row -> row.getInt(1), clock.instant(), id.value())
                .isPresent();
    }

    /** What waits for the vendor is due now. Inside a unit of work. */
    void hasten(ConversationId id) {
        Instant now = clock.instant();
        sql.update(
                "update outbox set next_attempt_at = ? where conversation_id = ? and state = 'waiting'"
                        + " and claimed_until is null and next_attempt_at > ?",
                now,
                id.value(),
                now);
    }
}
