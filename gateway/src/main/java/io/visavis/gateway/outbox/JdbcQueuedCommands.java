package io.visavis.gateway.outbox;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.VendorIds;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.outbox.QueuedCommand.Attempt;
import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the outbox's rows for administrators, and does with one what they decide. The worker finds it by looking. */
@Singleton
final class JdbcQueuedCommands implements QueuedCommands {
    private static final String ROW = "select id, conversation_id, connection_id, kind, state, created_at,"
            + " next_attempt_at, reference, last_error, settled_at from outbox where ";

    private final Sql sql;
    private final JdbcOutbox outbox;
    private final Conversations conversations;
    private final OutcomeWriter outcomes;
    private final Clock clock;

    JdbcQueuedCommands(
            Sql sql,
            JdbcOutbox outbox,
            Conversations conversations,
            ConversationLog log,
            VendorIds vendorIds,
            Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.conversations = conversations;
        this.outcomes = new OutcomeWriter(outbox, conversations, log, vendorIds, clock);
        this.clock = clock;
    }

    @Override
    public List<QueuedCommand> list(@Nullable String state, @Nullable ConnectionId connection, long before, int limit) {
        StringBuilder narrowed = new StringBuilder(ROW).append("id < ?");
        List<Object> values = new ArrayList<>(List.of(before));
        if (state != null) {
            narrowed.append(" and state = ?");
            values.add(state);
        }
        if (connection != null) {
            narrowed.append(" and connection_id = ?");
            values.add(connection.value());
        }
        return withAttempts(sql.query(
                narrowed.append(" order by id desc limit ").append(limit).toString(),
                JdbcQueuedCommands::command,
                values.toArray()));
    }

    @Override
    public long count(String state) {
        return sql.first("select count(*) from outbox where state = ?", row -> row.getLong(1), state)
                .orElseThrow();
    }

    @Override
    public Optional<QueuedCommand> find(long id) {
        return withAttempts(sql.query(ROW + "id = ?", JdbcQueuedCommands::command, id)).stream()
                .findFirst();
    }

    @Override
    public Change replay(long id) {
        QueuedCommand command = find(id).orElseThrow();
        boolean over = conversations
                .find(command.conversationId())
                .map(Conversation::ended)
                .orElse(true);
        if (over && !command.kind().equals(CommandKind.END.column())) {
            return command.state().equals("done") ? Change.SETTLED : Change.CONVERSATION_OVER;
        }
        Instant now = clock.instant();
        return switch (command.state()) {
            case "failed", "discarded" ->
                made(sql.update(
                        "update outbox set state = 'waiting', settled_at = null, uncertain_attempts = 0,"
                                + " next_attempt_at = ?"
                                + " where id = ? and state in ('failed', 'discarded')",
                        now,
                        id));
            case "waiting" ->
                made(sql.update(
                        "update outbox set next_attempt_at = ? where id = ? and state = 'waiting'"
                                + " and (claimed_until is null or claimed_until < ?)",
                        now,
                        id,
                        now));
            default -> Change.SETTLED;
        };
    }

    @Override
    public Change discard(long id, String reason) {
        QueuedCommand command = find(id).orElseThrow();
        return switch (command.state()) {
            case "failed" -> made(putAway(id));
            case "waiting" -> {
                Optional<OutboxRow> claimed = outbox.claimWaiting(id);
                claimed.ifPresent(row -> {
                    outcomes.write(row, clock.instant(), new Outcome.Failed("discarded", reason));
                    putAway(id);
                });
                yield claimed.isPresent() ? Change.MADE : Change.UNDER_WAY;
            }
            default -> Change.SETTLED;
        };
    }

    @Override
    public long discardFailed(ConnectionId connection) {
        return sql.update(
                "update outbox set state = 'discarded' where connection_id = ? and state = 'failed'",
                connection.value());
    }

    private int putAway(long id) {
        return sql.update("update outbox set state = 'discarded' where id = ? and state = 'failed'", id);
    }

    private static Change made(int rows) {
        return rows == 1 ? Change.MADE : Change.UNDER_WAY;
    }

    private List<QueuedCommand> withAttempts(List<QueuedCommand> commands) {
        if (commands.isEmpty()) {
            return commands;
        }
        Map<Long, List<Attempt>> attempts = sql
                .query(
                        "select outbox_id, attempt, started_at, ended_at, outcome, detail from outbox_attempt"
                                + " where outbox_id in (" + Sql.marks(commands.size())
                                + ") order by outbox_id, attempt",
                        row -> Map.entry(row.getLong("outbox_id"), attempt(row)),
                        commands.stream().map(QueuedCommand::id).toArray())
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        List<QueuedCommand> whole = new ArrayList<>();
        for (QueuedCommand it : commands) {
            whole.add(new QueuedCommand(
                    it.id(),
                    it.conversationId(),
                    it.connectionId(),
                    it.kind(),
                    it.state(),
                    it.createdAt(),
                    it.nextAttemptAt(),
                    it.reference(),
                    it.lastError(),
                    it.settledAt(),
                    attempts.getOrDefault(it.id(), List.of())));
        }
        return whole;
    }

    private static QueuedCommand command(ResultSet row) throws SQLException {
        return new QueuedCommand(
                row.getLong("id"),
                new ConversationId(row.getString("conversation_id")),
                new ConnectionId(row.getString("connection_id")),
                row.getString("kind"),
                row.getString("state"),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Objects.requireNonNull(Sql.instant(row, "next_attempt_at")),
                row.getString("reference"),
                row.getString("last_error"),
                Sql.instant(row, "settled_at"),
                List.of());
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getInt("attempt"),
                Objects.requireNonNull(Sql.instant(row, "started_at")),
                Objects.requireNonNull(Sql.instant(row, "ended_at")),
                row.getString("outcome"),
                row.getString("detail"));
    }
}
