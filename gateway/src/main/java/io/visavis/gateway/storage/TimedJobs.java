package io.visavis.gateway.storage;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Work that is done on a timer by one node at a time: its row says when it is due next, and who is at it. */
@Singleton
public final class TimedJobs {
    /** A node that is silent for longer has lost its job. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final Sql sql;
    private final UnitOfWork unitOfWork;
    private final Node node;
    private final Clock clock;

    TimedJobs(Sql sql, UnitOfWork unitOfWork, Node node, Clock clock) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.node = node;
        this.clock = clock;
    }

    /** True for one node when the job is due; it is due again {@code every} from now. */
    public boolean claim(String name, Duration every) {
        return unitOfWork.commit(() -> {
            Instant now = clock.instant();
            sql.update("insert into timed_job (name, next_at) values (?, ?) on conflict do nothing", name, now);
            return sql.update(
                            "update timed_job set next_at = ?, claimed_by = ?, claimed_until = ? where name = ?"
                                    + " and next_at <= ? and (claimed_until is null or claimed_until < ?)",
                            now.plus(every),
                            node.id(),
                            now.plus(LEASE),
                            name,
                            now,
                            now)
                    == 1;
        });
    }

    /** Call between the steps of a long job; false when another node has taken it over. */
    public boolean keep(String name) {
        return unitOfWork.commit(() -> sql.update(
                        "update timed_job set claimed_until = ? where name = ? and claimed_by = ?",
                        clock.instant().plus(LEASE),
                        name,
                        node.id())
                == 1);
    }

    /** The job is done. */
    public void release(String name) {
        unitOfWork.commit(() -> {
            sql.update(
                    "update timed_job set claimed_by = null, claimed_until = null where name = ? and claimed_by = ?",
                    name,
                    node.id());
        });
    }
}
