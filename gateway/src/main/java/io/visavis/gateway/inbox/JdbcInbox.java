package io.visavis.gateway.inbox;

import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.storage.Node;
import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The inbox as rows: {@code new}, {@code held}, then {@code done} or {@code parked}. Writes belong in a unit of work. */
@Singleton
final class JdbcInbox {
    /** How long a silent node keeps what it claimed. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final int LONGEST_NOTE = 1000;
    private static final String ROW =
            "select id, connection_id, action, body, dedup_key, received_at, hold_until, tries, tried_by from inbox ";

    private static final String INSERT =
            "insert into inbox (id, connection_id, dedup_key, action, headers, body, received_at, state, tries,"
                    + " claimed_by, claimed_until, processed_at) values (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)"
                    + " on conflict do nothing";

    private final Sql sql;
    private final InboxIds ids;
    private final Node node;
    private final Clock clock;

    JdbcInbox(Sql sql, InboxIds ids, Node node, Clock clock) {
        this.sql = sql;
        this.ids = ids;
        this.node = node;
        this.clock = clock;
    }

    /** The new row, claimed by this node; empty when a row has this key. */
    Optional<InboxRow> insert(
            ConnectionId connection, String key, String action, String headers, byte[] body, Instant receivedAt) {
        long id = ids.next();
        InboxRow row = new InboxRow(id, connection, action, body, DedupKey.isVendors(key), receivedAt, null);
        return sql.update(INSERT, values(row, key, headers, "new", null)) == 1 ? Optional.of(row) : Optional.empty();
    }

    /**
     * Stores deliveries as worked off, because they are in the same unit of work; {@link #treat} says so where they are not.
     *
     * @return which of them no row had the key of
     */
    Set<InboxRow> insertDone(Map<InboxRow, UnansweredDelivery> deliveries) {
        List<InboxRow> rows = List.copyOf(deliveries.keySet());
        Instant now = clock.instant();
        int[] inserted = sql.batch(
                INSERT,
                rows.stream()
                        .map(row -> values(
                                row,
                                deliveries.get(row).key(),
                                deliveries.get(row).headers(),
                                "done",
                                now))
                        .toList());
        return IntStream.range(0, rows.size())
                .filter(i -> inserted[i] == 1)
                .mapToObj(rows::get)
                .collect(Collectors.toSet());
    }

    private @Nullable Object[] values(
            InboxRow row, String key, String headers, String state, @Nullable Instant processedAt) {
        return new @Nullable Object[] {
            row.id(),
            row.connectionId().value(),
            key,
            row.action(),
            headers,
            row.body(),
            row.receivedAt(),
            state,
            node.id(),
            row.receivedAt().plus(LEASE),
            processedAt
        };
    }

    /** Rows whose node is silent, oldest first; claims them. */
    List<InboxRow> takeOver(int limit) {
        Instant now = clock.instant();
        List<InboxRow> rows = sql.query(
                ROW
                        + "where state in ('new', 'held') and (claimed_until is null or claimed_until < ?) order by id limit "
                        + limit + " for update",
                this::row,
                now);
        claim(rows, now);
        return rows;
    }

    /**
     * Rows of one connection that this node claimed and has not worked off, held ones whose time has come before new ones,
     * each oldest first. Two questions that the index by state answers: with "or" between them, the database would go
     * through all that was ever delivered.
     */
    List<InboxRow> own(ConnectionId connection, int limit) {
        List<InboxRow> rows = new ArrayList<>(sql.query(
                ROW + "where state = 'held' and connection_id = ? and claimed_by = ? and hold_until <= ?"
                        + " order by state, id limit " + limit,
                this::row,
                connection.value(),
                node.id(),
                clock.instant()));
        rows.addAll(sql.query(
                ROW + "where state = 'new' and connection_id = ? and claimed_by = ? order by state, id limit "
                        + (limit - rows.size()),
                this::row,
                connection.value(),
                node.id()));
        return rows;
    }

    /** Prolongs this node's claims. */
    void renew() {
        sql.update(
                "update inbox set claimed_until = ? where state in ('new', 'held') and claimed_by = ?",
                clock.instant().plus(LEASE),
                node.id());
    }

    /** Frees what an earlier run of the only node had claimed. */
    void freeAll() {
        sql.update("update inbox set claimed_by = null, claimed_until = null where state in ('new', 'held')");
    }

    /** A row that was worked off, as new and claimed by this node; empty when there is none. */
    Optional<InboxRow> reopen(long id) {
        int changed = sql.update(
                "update inbox set state = 'new', mark = null, note = null, hold_until = null, processed_at = null, tries = 0, tried_by = null,"
                        + " claimed_by = ?, claimed_until = ? where id = ? and state in ('done', 'parked')",
                node.id(),
                clock.instant().plus(LEASE),
                id);
        return changed == 1 ? sql.first(ROW + "where id = ?", this::row, id) : Optional.empty();
    }

    /**
     * Writes down that this run works on rows that were read back, before it does: should it end over one, the next run counts on.
     * One that has come to something begins anew.
     */
    void begin(List<InboxRow> rows) {
        sql.batch(
                "update inbox set tries = tries + 1, tried_by = ? where id = ? and (tried_by is null or tried_by <> ?)",
                rows.stream()
                        .map(row -> new Object[] {node.id(), row.id(), node.id()})
                        .toList());
    }

    /** Which of these rows are still to be worked off and ours. Locks them until the commit. */
    List<InboxRow> stillOpen(List<InboxRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Object[] ids = Sql.padded(rows.stream().map(InboxRow::id).toList());
        var open = sql
                .query(
                        "select id from inbox where id in (" + Sql.marks(ids.length)
                                + ") and claimed_by = ? and state in ('new', 'held') for update",
                        row -> row.getLong(1),
                        Stream.concat(Arrays.stream(ids), Stream.of(node.id())).toArray())
                .stream()
                .collect(Collectors.toSet());
        return rows.stream().filter(row -> open.contains(row.id())).toList();
    }

    /** Writes down what is done with each row. */
    void treat(List<InboxRow> rows, List<Treatment> treatments) {
        Instant now = clock.instant();
        List<Object[]> plain = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            long id = rows.get(i).id();
            switch (treatments.get(i)) {
                case Treatment.Done done when done.mark() == null -> plain.add(new Object[] {now, id});
                case Treatment.Done(Mark mark, String note) -> settle(id, "done", mark, note, now);
                case Treatment.Park(String note) -> settle(id, "parked", Mark.POISON, note, now);
                case Treatment.Hold(Instant until, String note) ->
                    sql.update(
                            "update inbox set state = 'held', hold_until = ?, note = ?, processed_at = null, tries = 0,"
                                    + " tried_by = null where id = ?",
                            until,
                            note,
                            id);
            }
        }
        sql.batch("update inbox set state = 'done', note = null, processed_at = ? where id = ?", plain);
    }

    private void settle(long id, String state, Mark mark, @org.jspecify.annotations.Nullable String note, Instant now) {
        String kept = note == null || note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE);
        sql.update(
                "update inbox set state = ?, mark = ?, note = ?, processed_at = ? where id = ?",
                state,
                mark.column(),
                kept,
                now,
                id);
    }

    private void claim(List<InboxRow> rows, Instant now) {
        sql.batch(
                "update inbox set claimed_by = ?, claimed_until = ? where id = ?",
                rows.stream()
                        .map(row -> new Object[] {node.id(), now.plus(LEASE), row.id()})
                        .toList());
    }

    private InboxRow row(ResultSet row) throws SQLException {
        int ofThisRun = node.id().equals(row.getString("tried_by")) ? 1 : 0;
        return new InboxRow(
                row.getLong("id"),
                new ConnectionId(row.getString("connection_id")),
                row.getString("action"),
                row.getBytes("body"),
                DedupKey.isVendors(row.getString("dedup_key")),
                Objects.requireNonNull(Sql.instant(row, "received_at")),
                Sql.instant(row, "hold_until"),
                new Tries(),
                row.getInt("tries") - ofThisRun);
    }
}
