package io.visavis.gateway.outbox;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Connections that are gone, as rows, and the end of what was theirs. A row stays: a chat may be taken up again later. */
@Singleton
final class RemovedConnections implements ConnectionRemovals {
    /** Until every node has stopped to start chats there. */
    private static final Duration LATECOMERS = Duration.ofMinutes(1);

    private static final int AT_ONCE = 500;
    /** One with a command that waits is told by the command's failure. */
    private static final String SILENT = " from conversation c where c.state <> 'ENDED' and not exists"
            + " (select 1 from outbox o where o.conversation_id = c.id and o.state = 'waiting')";

    private final Sql sql;
    private final UnitOfWork unitOfWork;
    private final ConversationLog log;
    private final Clock clock;

    RemovedConnections(Sql sql, UnitOfWork unitOfWork, ConversationLog log, Clock clock) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void removed(ConnectionId connection) {
        Instant now = clock.instant();
        sql.update(
                "insert into removed_connection (connection_id, removed_at, settled) values (?, ?, false)"
                        + " on conflict do nothing",
                connection.value(),
                now);
        sql.update(
                "update outbox set next_attempt_at = ? where connection_id = ? and state = 'waiting'"
                        + " and next_attempt_at > ?",
                now,
                connection.value(),
                now);
    }

    boolean contains(ConnectionId connection) {
        return sql.first(
                        "select 1 from removed_connection where connection_id = ?",
                        row -> row.getInt(1),
                        connection.value())
                .isPresent();
    }

    /** Ends what is left of their conversations. Safe to run on several nodes at once. */
    void endConversations() {
        for (ConnectionId connection : sql.query(
                "select connection_id from removed_connection where not settled",
                row -> new ConnectionId(row.getString(1)))) {
            silent(connection).forEach(this::end);
            unitOfWork.commit(() -> sql.update(
                    "update removed_connection set settled = true where connection_id = ? and removed_at < ?"
                            + " and not exists (select 1 from conversation c"
                            + " where c.connection_id = removed_connection.connection_id and c.state <> 'ENDED')",
                    connection.value(),
                    clock.instant().minus(LATECOMERS)));
        }
    }

    private List<ConversationId> silent(ConnectionId connection) {
        return sql.query(
                "select c.id" + SILENT + " and c.connection_id = ? limit " + AT_ONCE,
                row -> new ConversationId(row.getString(1)),
                connection.value());
    }

    private void end(ConversationId id) {
        unitOfWork.commit(() -> {
            boolean still = sql.first("select 1" + SILENT + " and c.id = ?", row -> row.getInt(1), id.value())
                    .isPresent();
            if (still) {
                log.append(
                        id,
                        NewEvent.of(
                                Actor.system(),
                                EventData.ConversationEnded.forGood("failed", Outcome.Failed.CONNECTION_REMOVED)));
            }
        });
    }
}
