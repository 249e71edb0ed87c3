package io.visavis.gateway.conversation;

import io.micronaut.context.BeanProvider;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The log as rows; the newest of it in memory too. */
@Singleton
final class JdbcConversationLog implements ConversationLog {
    private final Sql sql;
    private final UnitOfWork unitOfWork;
    private final EventJson json;
    private final LogEpoch epoch;
    private final RecentEvents recent;
    private final InProcessWakeUps wakeUps;
    private final Silences silences;
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
            Silences silences,
            BeanProvider<ConversationReaction> reactions,
            Clock clock) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.json = json;
        this.epoch = epoch;
        this.recent = recent;
        this.wakeUps = wakeUps;
        this.silences = silences;
        this.reactions = reactions;
        this.clock = clock;
    }

    @Override
    public long append(ConversationId id, List<NewEvent> events) {
        return write(Map.of(id, events)).getFirst().conversation().lastPosition();
    }

    @Override
    public void append(Map<ConversationId, List<NewEvent>> events) {
        if (!events.isEmpty()) {
            write(events);
        }
    }

    private List<Appending> write(Map<ConversationId, List<NewEvent>> events) {
        Map<ConversationId, Conversation> before = lock(events.keySet());
        List<Appending> appendings = new ArrayList<>();
        // Hardly ever does an event stand already, and the index tells: so nobody looks before.
        boolean allNew = sql.attempt(() -> {
            events.forEach((id, ofOne) -> appendings.add(appending(before.get(id), ofOne, _ -> List.of())));
            return insert(appendings);
        });
        if (!allNew) {
            appendings.clear();
            events.forEach((id, ofOne) -> appendings.add(appending(before.get(id), ofOne, keys -> standing(id, keys))));
            if (!insert(appendings)) {
                throw new IllegalStateException("an event stands already, in spite of the conversation's lock");
            }
        }
        List<Appending> changed =
                appendings.stream().filter(one -> !one.added().isEmpty()).toList();
        update(changed);
        silences.follow(changed, clock.instant());
        unitOfWork.afterCommit(() -> changed.forEach(this::tell));
        return appendings;
    }

    private Appending appending(
            Conversation before, List<NewEvent> events, Function<List<String>, List<String>> standingKeys) {
        Appending appending = new Appending(
                before,
                epoch.current(),
                clock.instant(),
                json,
                reactions.stream().toList(),
                standingKeys);
        appending.add(events);
        return appending;
    }

    private void tell(Appending changed) {
        Conversation now = changed.conversation();
        recent.add(now.id(), changed.added());
        wakeUps.wake(now.id(), now.lastPosition());
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

    /** In the order of the ids, so that two batches never wait for each other. */
    private Map<ConversationId, Conversation> lock(Set<ConversationId> ids) {
        Object[] values =
                Sql.padded(ids.stream().map(ConversationId::value).sorted().toList());
        Map<ConversationId, Conversation> locked = sql
                .query(
                        ConversationRows.CONVERSATION + "where id in (" + Sql.marks(values.length)
                                + ") order by id for update",
                        ConversationRows::conversation,
                        values)
                .stream()
                .collect(Collectors.toMap(Conversation::id, Function.identity()));
        for (ConversationId id : ids) {
            if (!locked.containsKey(id)) {
                throw new IllegalArgumentException("no conversation " + id);
            }
        }
        return locked;
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

    /** False when one of them stands already. */
    private boolean insert(List<Appending> appendings) {
        int[] inserted = sql.batch(
                "insert into conversation_event (conversation_id, position, type, at, actor_kind, actor_id, actor_name,"
                        + " data, provider, dedup_key) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                appendings.stream().flatMap(one -> one.rows().stream()).toList());
        return Arrays.stream(inserted).allMatch(count -> count == 1);
    }

    private void update(List<Appending> changed) {
        sql.batch(
                "update conversation set state = ?, interaction_id = ?, agent_id = ?, agent_name = ?, last_position = ?,"
                        + " unavailable_since = ?, ended_at = ?, reopens = ?,"
                        + " alive_at = coalesce(cast(? as timestamp with time zone), alive_at) where id = ?",
                changed.stream().map(JdbcConversationLog::columns).toList());
    }

    private static @Nullable Object[] columns(Appending changed) {
        Conversation now = changed.conversation();
        return new @Nullable Object[] {
            now.state().name(),
            now.interactionId(),
            now.agentId(),
            now.agentName(),
            now.lastPosition(),
            now.unavailableSince(),
            now.endedAt(),
            now.reopens(),
            changed.aliveAt(),
            now.id().value()
        };
    }
}
