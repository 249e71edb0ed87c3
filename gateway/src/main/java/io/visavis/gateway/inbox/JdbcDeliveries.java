package io.visavis.gateway.inbox;

import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the inbox's rows for administrators, and hands one back to its lane. */
@Singleton
final class JdbcDeliveries implements Deliveries {
    private static final String ROW = "select id, connection_id, action, headers, body, state, mark, note, received_at,"
            + " hold_until, processed_at from inbox where ";

    private final Sql sql;
    private final UnitOfWork unitOfWork;
    private final JdbcInbox rows;
    private final InboxLanes lanes;

    JdbcDeliveries(Sql sql, UnitOfWork unitOfWork, JdbcInbox rows, InboxLanes lanes) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.rows = rows;
        this.lanes = lanes;
    }

    @Override
    public List<StoredDelivery> list(@Nullable String state, @Nullable String mark, long before, int limit) {
        List<Object> args = new ArrayList<>(List.of(before));
        StringBuilder where = new StringBuilder("id < ?");
        if (state != null) {
            where.append(" and state = ?");
            args.add(state);
        }
        if (mark != null) {
            where.append(" and mark = ?");
            args.add(mark);
        }
        return sql.query(ROW + where + " order by id desc limit " + limit, JdbcDeliveries::delivery, args.toArray());
    }

    @Override
    public long count(String state) {
        return sql.first("select count(*) from inbox where state = ?", row -> row.getLong(1), state)
                .orElseThrow();
    }

    @Override
    public Optional<StoredDelivery> find(long id) {
        return sql.first(ROW + "id = ?", JdbcDeliveries::delivery, id);
    }

    @Override
    public boolean replay(long id) {
        Optional<InboxRow> again = rows.reopen(id);
        again.ifPresent(row -> unitOfWork.afterCommit(() -> lanes.offer(row)));
        return again.isPresent();
    }

    private static StoredDelivery delivery(ResultSet row) throws SQLException {
        return new StoredDelivery(
                row.getLong("id"),
                new ConnectionId(row.getString("connection_id")),
                row.getString("action"),
                row.getString("headers"),
                row.getBytes("body"),
                row.getString("state"),
                row.getString("mark"),
                row.getString("note"),
                Objects.requireNonNull(Sql.instant(row, "received_at")),
                Sql.instant(row, "hold_until"),
                Sql.instant(row, "processed_at"));
    }
}
