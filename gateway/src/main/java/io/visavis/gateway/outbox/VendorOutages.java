package io.visavis.gateway.outbox;

import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which vendors do not take what running conversations have for them. */
@Singleton
public final class VendorOutages {
    private final Sql sql;

    VendorOutages(Sql sql) {
        this.sql = sql;
    }

    /**
     * A vendor that is away for a connection's conversations.
     *
     * @param since when the first of them was told
     * @param reason what the newest failed attempt said; null when there was none
     */
    public record Outage(
            ConnectionId connection,
            Instant since,
            @Nullable String reason) {}

    /** Those of now. */
    public List<Outage> now() {
        return sql.query(
                "select c.connection_id, min(c.unavailable_since) as since, (select o.last_error from outbox o"
                        + " where o.connection_id = c.connection_id and o.state = 'waiting' and o.last_error is not null"
                        + " order by o.id desc limit 1) as reason from conversation c"
                        + " where c.unavailable_since is not null and c.state <> 'ENDED' group by c.connection_id",
                row -> new Outage(
                        new ConnectionId(row.getString("connection_id")),
                        Objects.requireNonNull(Sql.instant(row, "since")),
                        row.getString("reason")));
    }
}
