package io.visavis.gateway.outbox;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.visavis.gateway.conversation.EchoListener;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The outbox as rows. A row waits, is claimed for one attempt, and is settled as {@code done} or {@code failed}; a failed
 * one that an administrator has seen is {@code discarded}.
 */
@Singleton
final class JdbcOutbox implements Outbox, Notices, PendingStarts, EchoListener, VendorReplacements {
    /** Longer than any attempt, uploads included, so that only a dead node's claim runs out. */
    static final Duration LEASE = Duration.ofMinutes(6);

    private static final Argument<Map<String, PlacedFile>> PLACED = Argument.mapOf(String.class, PlacedFile.class);
    private static final int LONGEST_ERROR = 1000;
    private static final String ROW = "select id, conversation_id, connection_id, kind, payload, uploads,"
            + " idempotency_key, attempts, uncertain_attempts, created_at, next_attempt_at, echoed_at, echo_reference"
            + " from outbox ";

    private final Sql sql;
    private final UnitOfWork unitOfWork;
    private final ObjectMapper mapper;
    private final Node node;
    private final Clock clock;
    private final List<Consumer<ConversationId>> listeners = new CopyOnWriteArrayList<>();

    JdbcOutbox(Sql sql, UnitOfWork unitOfWork, ObjectMapper mapper, Node node, Clock clock) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.mapper = mapper;
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
                write(command),
                Ids.next("cmd"),
                now,
                now);
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

    /**
     * Only a conversation's first waiting row can be under way or in doubt. It is settled by its lane, at once or when the
     * attempt that is under way has come to its end.
     */
    @Override
    public void heard(ConversationId id, @Nullable String vendorMessageId, String text) {
        Optional<OutboxRow> first = sql.first(
                ROW + "where conversation_id = ? and state = 'waiting' order by id limit 1", this::read, id.value());
        boolean sent = first.isPresent()
                && first.get().attempts() > 0
                && first.get().echo() == null
                && words(first.get().command())
                        .map(ours -> sameWords(ours, text))
                        .orElse(false);
        if (sent) {
            Instant now = clock.instant();
            sql.update(
                    "update outbox set echoed_at = ?, echo_reference = ?, next_attempt_at = ? where id = ?",
                    now,
                    VendorText.id(vendorMessageId),
                    now,
                    first.get().id());
            unitOfWork.afterCommit(() -> listeners.forEach(listener -> listener.accept(id)));
        }
    }

    private static Optional<String> words(OutboundCommand command) {
        return switch (command) {
            case OutboundCommand.Message message -> Optional.of(message.text());
            case OutboundCommand.Notice notice -> Optional.of(notice.text());
            default -> Optional.empty();
        };
    }

    /** Vendors trim and fold blanks. */
    private static boolean sameWords(String ours, String theirs) {
        return ours.strip().replaceAll("\\s+", " ").equals(theirs.strip().replaceAll("\\s+", " "));
    }

    /** The options that a conversation began with; none where the vendor began it. */
    Map<String, String> startOptions(ConversationId id) {
        return sql.first(
                        ROW + "where conversation_id = ? and kind = 'start' order by id limit 1",
                        this::read,
                        id.value())
                .map(row -> row.command() instanceof OutboundCommand.Start start ? start.options() : null)
                .orElse(Map.of());
    }

    /** {@code listener} hears after the commit of each new row, and returns at once. */
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

    /** The connection of the conversation's first waiting row; empty when nothing waits. */
    Optional<ConnectionId> nextConnection(ConversationId id) {
        return sql.first(
                "select connection_id from outbox where conversation_id = ? and state = 'waiting' order by id limit 1",
                row -> new ConnectionId(row.getString(1)),
                id.value());
    }

    /** Claims the conversation's first row for one attempt, if it is due and free. Inside a unit of work. */
    Optional<OutboxRow> claimNext(ConversationId id) {
        Instant now = clock.instant();
        return sql.first(
                        ROW + "where conversation_id = ? and state = 'waiting' order by id limit 1",
                        this::read,
                        id.value())
                .filter(row -> !row.nextAttemptAt().isAfter(now))
                .flatMap(row -> claim(row, now));
    }

    /** Claims a row, whether or not it is due; empty unless it waits and is free. Inside a unit of work. */
    Optional<OutboxRow> claimWaiting(long id) {
        return sql.first(ROW + "where id = ? and state = 'waiting'", this::read, id)
                .flatMap(row -> claim(row, clock.instant()));
    }

    private Optional<OutboxRow> claim(OutboxRow row, Instant now) {
        int claimed = sql.update(
                "update outbox set claimed_by = ?, claimed_until = ?, attempts = attempts + 1"
                        + " where id = ? and state = 'waiting' and (claimed_until is null or claimed_until < ?)",
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
                writePlaced(uploads),
                row.id(),
                node.id());
    }

    /** Lets go of a row until {@code next}; false when another node took it over. Inside a unit of work. */
    boolean postpone(OutboxRow row, Instant next, boolean maybeArrived, String error) {
        return sql.update(
                        "update outbox set claimed_by = null, claimed_until = null,"
                                + " next_attempt_at = case when echoed_at is null then cast(? as timestamp with time zone)"
                                + " else echoed_at end,"
                                + " uncertain_attempts = uncertain_attempts + ?, last_error = ?"
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

    /** Frees what an earlier run of the only node had claimed. Inside a unit of work. */
    void freeAll() {
        sql.update("update outbox set claimed_by = null, claimed_until = null where state = 'waiting'"
                + " and claimed_until is not null");
    }

    private OutboxRow read(ResultSet row) throws SQLException {
        CommandKind kind = CommandKind.ofColumn(row.getString("kind"));
        try {
            String uploads = row.getString("uploads");
            return new OutboxRow(
                    row.getLong("id"),
                    new ConversationId(row.getString("conversation_id")),
                    new ConnectionId(row.getString("connection_id")),
                    kind,
                    mapper.readValue(row.getString("payload"), Argument.of(kind.command())),
                    uploads == null ? Map.of() : new HashMap<>(mapper.readValue(uploads, PLACED)),
                    row.getString("idempotency_key"),
                    row.getInt("attempts"),
                    row.getInt("uncertain_attempts"),
                    Objects.requireNonNull(Sql.instant(row, "created_at")),
                    Objects.requireNonNull(Sql.instant(row, "next_attempt_at")),
                    Sql.instant(row, "echoed_at") == null ? null : new OutboxRow.Echo(row.getString("echo_reference")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(OutboundCommand command) {
        try {
            return new String(mapper.writeValueAsBytes(command), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String writePlaced(Map<String, PlacedFile> uploads) {
        try {
            return new String(mapper.writeValueAsBytes(PLACED, uploads), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }
}
