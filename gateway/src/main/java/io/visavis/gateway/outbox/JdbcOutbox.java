package io.visavis.gateway.outbox;

import io.micronaut.serde.ObjectMapper;
import io.visavis.gateway.conversation.Notices;
import io.visavis.gateway.conversation.PendingStarts;
import io.visavis.gateway.conversation.VendorReplacements;
import io.visavis.gateway.conversation.VendorText;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.storage.Node;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The outbox as rows. A row waits, is claimed for one attempt, and is settled as {@code done} or {@code failed}; a failed
 * one that an administrator has seen is {@code discarded}.
 */
@Singleton
final class JdbcOutbox implements Outbox, Notices, PendingStarts, VendorReplacements {
    /** Longer than any attempt, uploads included, so that only a dead node's claim runs out. */
    static final Duration LEASE = Duration.ofMinutes(6);

    private static final int LONGEST_ERROR = 1000;

    private final Sql sql;
    private final UnitOfWork unitOfWork;
    private final OutboxRows rows;
    private final Node node;
    private final Clock clock;
    private final List<Consumer<ConversationId>> listeners = new CopyOnWriteArrayList<>();

    JdbcOutbox(Sql sql, UnitOfWork unitOfWork, ObjectMapper mapper, Node node, Clock clock) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.rows = new OutboxRows(mapper);
        this.node = node;
        this.clock = clock;
    }

    @Override
    public void enqueue(ConversationId id, OutboundCommand command) {
        String connection = sql.first(
                        "select connection_id from conversation where id = ?", row -> row.getString(1), id.value())
                .orElseThrow(() -> new IllegalArgumentException("no conversation " + id));
        Instant now = clock.instant();
        sql.update(
                "insert into outbox (conversation_id, connection_id, kind, payload, idempotency_key, state, attempts,"
                        + " uncertain_attempts, created_at, next_attempt_at) values (?, ?, ?, ?, ?, 'waiting', 0, 0, ?, ?)",
                id.value(),
                connection,
                CommandKind.of(command).column(),
                rows.write(command),
                Ids.next("cmd"),
                now,
                now);
        wake(id);
    }

    /** Tells of news for a conversation's first row. Inside a unit of work. */
    void wake(ConversationId id) {
        unitOfWork.afterCommit(() -> listeners.forEach(listener -> listener.accept(id)));
    }

    @Override
    public void post(ConversationId id, String text) {
        enqueue(id, new OutboundCommand.Notice(text));
    }

    @Override
    public void replaced(ConversationId id, String formerVendorId) {
        enqueue(id, new OutboundCommand.End(formerVendorId));
    }

    @Override
    public boolean any(ConnectionId connection) {
        return sql.first(
                        "select 1 from outbox where connection_id = ? and state = 'waiting' and kind = 'start'"
                                + " and attempts > 0 limit 1",
                        row -> row.getInt(1),
                        connection.value())
                .isPresent();
    }

    /** The options that a conversation began with; none where the vendor began it. */
    Map<String, String> startOptions(ConversationId id) {
        return sql.first(
                        OutboxRows.ROW + "where conversation_id = ? and kind = 'start' order by id limit 1",
                        rows::read,
                        id.value())
                .map(row -> row.command() instanceof OutboundCommand.Start start ? start.options() : null)
                .orElse(Map.of());
    }

    /** {@code listener} hears after the commit of each new row and of other news, and returns at once. */
    void onNew(Consumer<ConversationId> listener) {
        listeners.add(listener);
    }

    /** Conversations whose first waiting row is due and free. */
    List<ConversationId> due(int most) {
        Instant now = clock.instant();
        return sql.query(
                "select o.conversation_id from outbox o where o.state = 'waiting' and o.next_attempt_at <= ?"
                        + " and (o.claimed_until is null or o.claimed_until < ?) and not exists (select 1 from outbox p"
                        + " where p.conversation_id = o.conversation_id and p.state = 'waiting' and p.id < o.id)"
                        + " order by o.next_attempt_at limit " + most,
                row -> new ConversationId(row.getString(1)),
                now,
                now);
    }

    /** What to know of a row before it is claimed. */
    record Next(ConnectionId connection, boolean suspect) {}

    /** The conversation's first waiting row; empty when nothing waits. */
    Optional<Next> next(ConversationId id) {
        return sql.first(
                "select connection_id, cut_off from outbox where conversation_id = ? and state = 'waiting'"
                        + " order by id limit 1",
                row -> new Next(new ConnectionId(row.getString(1)), CutOff.isSuspect(row.getInt(2))),
                id.value());
    }

    /** The only row of a conversation that can be under way or in doubt. */
    Optional<OutboxRow> firstWaiting(ConversationId id) {
        return sql.first(
                OutboxRows.ROW + "where conversation_id = ? and state = 'waiting' order by id limit 1",
                rows::read,
                id.value());
    }

    /** Whether a message waits to be sent. */
    boolean saysMore(ConversationId id) {
        return sql.first(
                        "select 1 from outbox where conversation_id = ? and state = 'waiting' and kind = ? limit 1",
                        row -> row.getInt(1),
                        id.value(),
                        CommandKind.MESSAGE.column())
                .isPresent();
    }

    /** Claims the conversation's first row for one attempt, if it is due and free. Inside a unit of work. */
    Optional<OutboxRow> claimNext(ConversationId id) {
        Instant now = clock.instant();
        return firstWaiting(id).filter(row -> !row.nextAttemptAt().isAfter(now)).flatMap(row -> claim(row, now));
    }

    /** Claims a row, whether or not it is due; empty unless it waits and is free. Inside a unit of work. */
    Optional<OutboxRow> claimWaiting(long id) {
        return sql.first(OutboxRows.ROW + "where id = ? and state = 'waiting'", rows::read, id)
                .flatMap(row -> claim(row, clock.instant()));
    }

    private Optional<OutboxRow> claim(OutboxRow row, Instant now) {
        int claimed = sql.update(
                "update outbox set claimed_by = ?, claimed_until = ?, attempts = attempts + 1,"
                        + " cut_off = cut_off + case when claimed_by is null then 0 else 1 end where id = ? and state = 'waiting' and (claimed_until is null or claimed_until < ?)",
                node.id(),
                now.plus(LEASE),
                row.id(),
                now);
        return claimed == 1 ? Optional.of(row.claimed()) : Optional.empty();
    }

    /** Remembers a placed file. Inside a unit of work. */
    void placed(OutboxRow row, Map<String, PlacedFile> uploads) {
        sql.update(
                "update outbox set uploads = ? where id = ? and claimed_by = ?",
                rows.write(uploads),
                row.id(),
                node.id());
    }

    /** Lets go of a row until {@code next}; false when another node took it over. Inside a unit of work. */
    boolean postpone(OutboxRow row, Instant next, boolean maybeArrived, String error) {
        return sql.update(
                        "update outbox set claimed_by = null, claimed_until = null,"
                                + " next_attempt_at = case when echoed_at is null then cast(? as timestamp with time zone)"
                                + " else echoed_at end,"
                                + " uncertain_attempts = uncertain_attempts + ?, cut_off = 0, last_error = ?"
                                + " where id = ? and state = 'waiting' and claimed_by = ?",
                        next,
                        maybeArrived ? 1 : 0,
                        shortened(error),
                        row.id(),
                        node.id())
                == 1;
    }

    /** Closes a row; false when another node took it over. Inside a unit of work. */
    boolean settle(OutboxRow row, Outcome outcome) {
        boolean ok = outcome instanceof Outcome.Taken || outcome instanceof Outcome.Dropped;
        String reference = outcome instanceof Outcome.Taken taken ? taken.reference() : null;
        return sql.update(
                        "update outbox set state = ?, claimed_by = null, claimed_until = null, reference = ?,"
                                + " last_error = ?, settled_at = ? where id = ? and state = 'waiting' and claimed_by = ?",
                        ok ? "done" : "failed",
                        VendorText.id(reference),
                        ok ? null : shortened(String.valueOf(outcome.detail())),
                        clock.instant(),
                        row.id(),
                        node.id())
                == 1;
    }

    /** Writes down one attempt. Inside a unit of work. */
    void attempted(OutboxRow row, Instant startedAt, Outcome outcome) {
        String detail = outcome.detail();
        sql.update(
                "insert into outbox_attempt (outbox_id, attempt, started_at, ended_at, outcome, detail)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                row.id(),
                row.attempts(),
                startedAt,
                clock.instant(),
                outcome.name(),
                detail == null ? null : shortened(detail));
    }

    /** Frees what an earlier run of the only node had claimed, and was under way when it ended. Inside a unit of work. */
    void freeAll() {
        sql.update("update outbox set claimed_by = null, claimed_until = null, cut_off = cut_off + 1"
                + " where state = 'waiting' and claimed_until is not null");
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }
}
