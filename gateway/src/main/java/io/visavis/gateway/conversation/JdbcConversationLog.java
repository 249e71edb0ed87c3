package io.visavis.gateway.conversation;

import io.micronaut.context.BeanProvider;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The log as rows; the newest of it in memory too. */
@Singleton
final class JdbcConversationLog implements ConversationLog {
    private final Sql sql;
    private final UnitOfWork unitOfWork;
    private final EventJson json;
    private final LogEpoch epoch;
    private final RecentEvents recent;
    private final InProcessWakeUps wakeUps;
    /** Looked up late: reactions belong to features that use this log. */
    private final BeanProvider<ConversationReaction> reactions;

    private final Clock clock;

    JdbcConversationLog(
            Sql sql,
            UnitOfWork unitOfWork,
            EventJson json,
            LogEpoch epoch,
            RecentEvents recent,
            InProcessWakeUps wakeUps,
            BeanProvider<ConversationReaction> reactions,
            Clock clock) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.json = json;
        this.epoch = epoch;
        this.recent = recent;
        this.wakeUps = wakeUps;
        this.reactions = reactions;
        this.clock = clock;
    }

    @Override
    public long append(ConversationId id, List<NewEvent> events) {
        Conversation before = lock(id);
        Appending appending = new Appending(
                before,
                epoch.current(),
                clock.instant(),
                json,
                reactions.stream().toList(),
                keys -> standing(id, keys));
        appending.add(events);
        List<LoggedEvent> added = appending.added();
        if (added.isEmpty()) {
            return before.lastPosition();
        }
        insert(appending.rows());
        Conversation now = appending.conversation();
        update(now);
        unitOfWork.afterCommit(() -> {
            recent.add(id, added);
            wakeUps.wake(id, now.lastPosition());
        });
        return now.lastPosition();
    }

    @Override
    public List<LoggedEvent> read(ConversationId id, long after, int limit) {
        return recent.read(id, after, limit).orElseGet(() -> readRows(id, after, limit));
    }

    private List<LoggedEvent> readRows(ConversationId id, long after, int limit) {
        List<LoggedEvent> found = sql.query(
                ConversationRows.EVENT + "where conversation_id = ? and position > ? order by position limit " + limit,
                ConversationRows::event,
                id.value(),
                after);
        // The neighbour proves the position, which saves the look-up on the way that readers usually come.
        boolean neighbour = !found.isEmpty() && found.getFirst().position() == after + 1;
        if (after != 0 && !neighbour && !stands(id, after)) {
            throw new PositionUnknownException(after, lastPosition(id));
        }
        return found;
    }

    private boolean stands(ConversationId id, long position) {
        return sql.first(
                        "select 1 from conversation_event where conversation_id = ? and position = ?",
                        row -> row.getInt(1),
                        id.value(),
                        position)
                .isPresent();
    }

    private long lastPosition(ConversationId id) {
        return sql.first("select last_position from conversation where id = ?", row -> row.getLong(1), id.value())
                .orElse(0L);
    }

    private Conversation lock(ConversationId id) {
        return sql.first(
                        ConversationRows.CONVERSATION + "where id = ? for update",
                        ConversationRows::conversation,
                        id.value())
                .orElseThrow(() -> new IllegalArgumentException("no conversation " + id));
    }

    private List<String> standing(ConversationId id, List<String> keys) {
        Object[] args = new Object[keys.size() + 1];
        args[0] = id.value();
        for (int i = 0; i < keys.size(); i++) {
            args[i + 1] = keys.get(i);
        }
        return sql.query(
                "select dedup_key from conversation_event where conversation_id = ? and dedup_key in ("
                        + Sql.marks(keys.size()) + ")",
                row -> row.getString(1),
                args);
    }

    private void insert(List<Object[]> rows) {
        sql.batch(
                "insert into conversation_event (conversation_id, position, type, at, actor_kind, actor_id, actor_name,"
                        + " data, provider, dedup_key) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    private void update(Conversation now) {
        sql.update(
                "update conversation set state = ?, interaction_id = ?, agent_id = ?, agent_name = ?, last_position = ?,"
                        + " unavailable_since = ?, ended_at = ? where id = ?",
                now.state().name(),
                now.interactionId(),
                now.agentId(),
                now.agentName(),
                now.lastPosition(),
                now.unavailableSince(),
                now.endedAt(),
                now.id().value());
    }
}
