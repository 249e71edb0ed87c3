package io.visavis.gateway.storage;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL for the hot paths: no mapping, no reflection, one statement per call. Joins the transaction that runs on this
 * thread, else each statement stands alone. Instants go in and come out as UTC; a
 * character U+0000, which PostgreSQL refuses, goes in as U+FFFD.
 *
 * <p>Failures are {@link DataAccessException}s with the {@link SQLException} as cause, as repositories throw them.
 */
@Singleton
public final class Sql {
    private final ConnectionOperations<Connection> connections;

    Sql(ConnectionOperations<Connection> connections) {
        this.connections = connections;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... args) {
        return prepared(sql, statement -> {
            bind(statement, args);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        });
    }

    /** The first row. */
    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... args) {
        List<T> rows = query(sql, reader, args);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /** Rows changed. */
    public int update(String sql, @Nullable Object... args) {
        return prepared(sql, statement -> {
            bind(statement, args);
            return statement.executeUpdate();
        });
    }

    /** Rows changed by each set of arguments. */
    public int[] batch(String sql, List<@Nullable Object[]> argumentSets) {
        if (argumentSets.isEmpty()) {
            return new int[0];
        }
        return prepared(sql, statement -> {
            for (Object[] args : argumentSets) {
                bind(statement, args);
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    /**
     * Runs a part of the transaction that runs on this thread, and undoes that part alone when it answers false.
     *
     * @return what the part answered
     */
    public boolean attempt(BooleanSupplier part) {
        return connections.executeWrite(status -> {
            Connection connection = status.getConnection();
            try {
                Savepoint before = connection.setSavepoint();
                boolean kept = part.getAsBoolean();
                if (kept) {
                    connection.releaseSavepoint(before);
                } else {
                    connection.rollback(before);
                }
                return kept;
            } catch (SQLException e) {
                throw new DataAccessException("SQL failed: " + e.getMessage(), e);
            }
        });
    }

    /** {@code ?, ?, ?} for a list of {@code count} values. */
    public static String marks(int count) {
        return "?, ".repeat(count - 1) + "?";
    }

    /**
     * Values for an {@code in} list, the last one repeated up to the next power of two: lists of all lengths then need
     * few statements, which the database parses once. Not for an empty list.
     */
    public static Object[] padded(Collection<?> values) {
        int size = values.size();
        Object[] padded = Arrays.copyOf(values.toArray(), size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1);
        Arrays.fill(padded, size, padded.length, padded[size - 1]);
        return padded;
    }

    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private <T> T prepared(String sql, StatementUse<T> use) {
        return connections.executeWrite(status -> {
            try (PreparedStatement statement = status.getConnection().prepareStatement(sql)) {
                return use.with(statement);
            } catch (SQLException e) {
                throw new DataAccessException("SQL failed: " + e.getMessage(), e);
            }
        });
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] args) throws SQLException {
        for (int i = 0; i < args.length; i++) {
            statement.setObject(
                    i + 1,
                    switch (args[i]) {
                        case Instant instant -> instant.atOffset(ZoneOffset.UTC);
                        // PostgreSQL stores every character but this one, and vendors and visitors send what they like.
                        case String text -> text.replace('\u0000', '\uFFFD');
                        case null, default -> args[i];
                    });
        }
    }

    @FunctionalInterface
    private interface StatementUse<T> {
        T with(PreparedStatement statement) throws SQLException;
    }
}
