package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Conversations that probably ended: they do, unless there is a sign of life in time. Survives a restart. */
@Singleton
public final class LikelyEnds {
    private static final int AT_ONCE = 200;

    private final Sql sql;
    private final UnitOfWork unitOfWork;
    private final ConversationLog log;
    private final Clock clock;

    LikelyEnds(Sql sql, UnitOfWork unitOfWork, ConversationLog log, Clock clock) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.log = log;
        this.clock = clock;
    }

    /**
     * How it probably ended.
     *
     * @param leftAt when, by the vendor's clock: not when the wait is over
     */
    public record LikelyEnd(EventData.ConversationEnded end, Instant leftAt) {}

    /** Begins to wait; a wait that runs already goes on. Inside the running unit of work. */
    public void expect(ConversationId id, LikelyEnd likely, Instant dueAt) {
        sql.update(
                "insert into likely_end (conversation_id, reason, reopens, left_at, due_at) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                id.value(),
                likely.end().reason(),
                likely.end().reopens(),
                likely.leftAt(),
                dueAt);
    }

    /** Signs of life. Inside the running unit of work. */
    public void cancel(Set<ConversationId> ids) {
        if (!ids.isEmpty()) {
            Object[] values = Sql.padded(ids.stream().map(ConversationId::value).toList());
            sql.update("delete from likely_end where conversation_id in (" + Sql.marks(values.length) + ")", values);
        }
    }

    /** Ends what is due. Safe on several nodes at once: whoever deletes the row ends the conversation. */
    public void endWhatIsDue() {
        Instant now = clock.instant();
        List<ConversationId> due = sql.query(
                "select conversation_id from likely_end where due_at <= ? order by due_at limit " + AT_ONCE,
                row -> new ConversationId(row.getString(1)),
                now);
        for (ConversationId id : due) {
            unitOfWork.commit(() -> end(id, now));
        }
    }

    private void end(ConversationId id, Instant now) {
        Optional<NewEvent> end = sql.first(
                "select reason, reopens, left_at from likely_end where conversation_id = ? and due_at <= ?",
                row -> new NewEvent(
                        Actor.system(),
                        new EventData.ConversationEnded(row.getString(1), null, row.getBoolean(2)),
                        Sql.instant(row, "left_at"),
                        null,
                        null),
                id.value(),
                now);
        if (end.isPresent() && sql.update("delete from likely_end where conversation_id = ?", id.value()) == 1) {
            log.append(id, end.get());
        }
    }
}
