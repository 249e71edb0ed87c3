package io.visavis.gateway.widget;

import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Secrets;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Tickets for browsers' own EventSource, which sends no header: short-lived and good once, since addresses get logged. */
@Singleton
final class StreamTickets {
    static final Duration LIFE = Duration.ofSeconds(60);

    private final Sql sql;
    private final UnitOfWork units;
    private final Clock clock;

    StreamTickets(Sql sql, UnitOfWork units, Clock clock) {
        this.sql = sql;
        this.units = units;
        this.clock = clock;
    }

    /** A ticket whose stream ends at {@code accessUntil}, like that of the token it was asked with. */
    String issue(ConversationId conversation, Instant accessUntil) {
        String ticket = Secrets.next();
        units.commit(() -> {
            Instant now = clock.instant();
            sql.update("delete from widget_stream_ticket where expires_at < ?", now);
            sql.update(
                    "insert into widget_stream_ticket (ticket_hash, conversation_id, expires_at, access_until)"
                            + " values (?, ?, ?, ?)",
                    Digest.of(ticket),
                    conversation.value(),
                    now.plus(LIFE),
                    accessUntil);
        });
        return ticket;
    }

    /** Until when the stream may last; empty when the ticket is unknown, used, expired or another conversation's. */
    Optional<Instant> spend(ConversationId conversation, String ticket) {
        String hash = Digest.of(ticket);
        return units.commit(() -> sql.first(
                        "select access_until from widget_stream_ticket"
                                + " where ticket_hash = ? and conversation_id = ? and expires_at >= ?",
                        row -> Objects.requireNonNull(Sql.instant(row, "access_until")),
                        hash,
                        conversation.value(),
                        clock.instant())
                // Of two who come at once, one deletes the row.
                .filter(_ -> sql.update("delete from widget_stream_ticket where ticket_hash = ?", hash) == 1));
    }
}
