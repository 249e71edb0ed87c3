package io.visavis.gateway.conversation;

import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The epoch that new positions belong to. Read once: it changes only while no gateway runs, when an operator restores a
 * backup and raises it.
 */
@Singleton
final class LogEpoch {
    private static final long UNREAD = -1;

    private final Sql sql;
    private final AtomicLong epoch = new AtomicLong(UNREAD);

    LogEpoch(Sql sql) {
        this.sql = sql;
    }

    long current() {
        long known = epoch.get();
        if (known == UNREAD) {
            known = sql.first("select epoch from log_epoch where id = 1", row -> row.getLong(1))
                    .orElse(0L);
            epoch.set(known);
        }
        return known;
    }
}
