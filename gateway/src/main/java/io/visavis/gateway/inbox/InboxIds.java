package io.visavis.gateway.inbox;

import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;

/** Hands out ids of deliveries, rising on this node; asks the database once for each block. Safe for several threads. */
@Singleton
final class InboxIds {
    private static final int BLOCK = 100;

    private final Sql sql;
    private long next;
    private long end;

    InboxIds(Sql sql) {
        this.sql = sql;
    }

    synchronized long next() {
        if (next == end) {
            next = sql.first("select nextval('inbox_block')", row -> row.getLong(1))
                            .orElseThrow()
                    * BLOCK;
            end = next + BLOCK;
        }
        return next++;
    }
}
