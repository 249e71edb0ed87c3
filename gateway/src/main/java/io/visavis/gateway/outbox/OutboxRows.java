package io.visavis.gateway.outbox;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Rows of {@code outbox} as records, and what of them is kept as JSON. */
final class OutboxRows {
    static final String ROW = "select id, conversation_id, connection_id, kind, payload, uploads,"
            + " idempotency_key, attempts, uncertain_attempts, cut_off, claimed_by, created_at, next_attempt_at, echoed_at, echo_reference"
            + " from outbox ";

    private static final Argument<Map<String, PlacedFile>> PLACED = Argument.mapOf(String.class, PlacedFile.class);

    private final ObjectMapper mapper;

    OutboxRows(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Of a {@link #ROW}. */
    OutboxRow read(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getLong("id"),
                new ConversationId(row.getString("conversation_id")),
                new ConnectionId(row.getString("connection_id")),
                kind(row),
                command(row),
                placed(row),
                row.getString("idempotency_key"),
                row.getInt("attempts"),
                row.getInt("uncertain_attempts"),
                // A claim that has run out names a node that has gone.
                row.getInt("cut_off") + (row.getString("claimed_by") == null ? 0 : 1),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Objects.requireNonNull(Sql.instant(row, "next_attempt_at")),
                Sql.instant(row, "echoed_at") == null ? null : new OutboxRow.Echo(row.getString("echo_reference")));
    }

    /** Of a row with {@code kind} and {@code payload}. */
    OutboundCommand command(ResultSet row) throws SQLException {
        try {
            return mapper.readValue(
                    row.getString("payload"), Argument.of(kind(row).command()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommandKind kind(ResultSet row) throws SQLException {
        return CommandKind.ofColumn(row.getString("kind"));
    }

    private Map<String, PlacedFile> placed(ResultSet row) throws SQLException {
        String uploads = row.getString("uploads");
        try {
            return uploads == null ? Map.of() : new HashMap<>(mapper.readValue(uploads, PLACED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code payload} keeps it. */
    String write(OutboundCommand command) {
        try {
            return new String(mapper.writeValueAsBytes(command), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code uploads} keeps them. */
    String write(Map<String, PlacedFile> uploads) {
        try {
            return new String(mapper.writeValueAsBytes(PLACED, uploads), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
