package io.visavis.gateway.storage;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Value;
import io.micronaut.transaction.TransactionOperations;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets works that wait at the same time share one transaction: the costly part, making a commit durable, is paid once
 * for all of them. Each work has a savepoint, so that one that throws is undone alone.
 *
 * <p>Works run on a committer's thread, one after another, in the order they came. Hooks run there too, after the commit
 * and before their caller returns.
 */
@Singleton
final class GroupCommit implements UnitOfWork, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int TRIES_ON_CONFLICT = 5;
    private static final Duration LAST_COMMIT = Duration.ofSeconds(10);

    private final TransactionOperations<Connection> transactions;
    private final CommitSettings settings;
    private final BlockingQueue<Work<?>> queue;
    private final ThreadLocal<@Nullable Work<?>> running = new ThreadLocal<>();
    private final DistributionSummary batchSizes;
    private final List<Thread> committers = new ArrayList<>();
    private volatile boolean closed;

    GroupCommit(
            TransactionOperations<Connection> transactions,
            CommitSettings settings,
            MeterRegistry meters,
            @Value("${datasources.default.url}") String url) {
        this.transactions = transactions;
        this.settings = settings;
        this.queue = new ArrayBlockingQueue<>(settings.queue());
        this.batchSizes = DistributionSummary.builder("visavis.commit.works")
                .description("Works that shared one commit")
                .register(meters);
        meters.gauge("visavis.commit.waiting", queue, BlockingQueue::size);
        for (int i = 0; i < settings.committersFor(url); i++) {
            committers.add(Thread.ofPlatform().name("commit-" + i).daemon().start(this::commitUntilClosed));
        }
    }

    @Override
    public <T> T commit(Supplier<T> body) {
        if (running.get() != null) {
            return body.get();
        }
        if (committers.contains(Thread.currentThread())) {
            throw new IllegalStateException("a hook runs on the committer's thread and would wait for itself");
        }
        Work<T> work = new Work<>(body);
        if (closed || !queue.offer(work)) {
            throw StorageUnavailableException.overloaded();
        }
        if (!work.await(settings.patience()) && (work.take() || !work.await(Duration.ofSeconds(1)))) {
            throw StorageUnavailableException.because("The database did not answer in time.");
        }
        return work.outcome();
    }

    @Override
    public void afterCommit(Runnable action) {
        Work<?> work = running.get();
        if (work == null) {
            throw new IllegalStateException("afterCommit needs a running work");
        }
        work.afterCommit(action);
    }

    @Override
    @PreDestroy
    public void close() {
        closed = true;
        for (Thread committer : committers) {
            try {
                committer.join(LAST_COMMIT);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void commitUntilClosed() {
        List<Work<?>> batch = new ArrayList<>(settings.batch());
        while (!closed || !queue.isEmpty()) {
            try {
                Work<?> first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, settings.batch() - 1);
                    batch.removeIf(work -> !work.take());
                    commitAll(batch);
                }
            } catch (InterruptedException _) {
                LOG.debug("A committer was interrupted; it ends when the gateway does");
            } finally {
                batch.clear();
            }
        }
    }

    /** Settles every work of the batch, whatever happens. */
    private void commitAll(List<Work<?>> batch) {
        List<Work<?>> left = batch;
        while (!left.isEmpty()) {
            List<Work<?>> again = commitOnce(left);
            for (Work<?> work : left) {
                if (!again.contains(work)) {
                    work.settle();
                }
            }
            left = again;
        }
    }

    /** One transaction; returns the works to try once more because another transaction stood in their way. */
    private List<Work<?>> commitOnce(List<Work<?>> works) {
        batchSizes.record(works.size());
        try {
            transactions.executeWrite(status -> {
                Connection connection = status.getConnection();
                works.forEach(work -> runAlone(work, connection));
                CrashPoint.BEFORE_COMMIT.hit();
                return Boolean.TRUE;
            });
        } catch (RuntimeException | Error e) {
            return undone(works, e);
        }
        works.stream().filter(work -> !work.failed()).forEach(GroupCommit::runHooks);
        return works.stream().filter(GroupCommit::worthAnotherTry).toList();
    }

    private void runAlone(Work<?> work, Connection connection) {
        running.set(work);
        try {
            Savepoint before = connection.setSavepoint();
            try {
                work.run();
                connection.releaseSavepoint(before);
            } catch (RuntimeException | Error e) {
                connection.rollback(before);
                work.fail(e);
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        } finally {
            running.remove();
        }
    }

    /** Nothing of the transaction is stored: works that failed by themselves keep their own reason. */
    private static List<Work<?>> undone(List<Work<?>> works, Throwable cause) {
        boolean conflict = Conflicts.isConflict(cause);
        if (!conflict) {
            LOG.error("A transaction of {} works could not be committed", works.size(), cause);
        }
        List<Work<?>> again = new ArrayList<>();
        for (Work<?> work : works) {
            if (conflict && work.tries() < TRIES_ON_CONFLICT) {
                again.add(work);
            } else if (!work.failed()) {
                work.fail(StorageUnavailableException.because("The database cannot store anything now."));
            }
        }
        return again;
    }

    private static boolean worthAnotherTry(Work<?> work) {
        return work.failed() && work.tries() < TRIES_ON_CONFLICT && work.failedByConflict();
    }

    private static void runHooks(Work<?> work) {
        for (Runnable hook : work.afterwards()) {
            try {
                hook.run();
            } catch (RuntimeException | Error e) {
                // An error too: the committer serves everybody else.
                LOG.error("A hook failed after its commit; what it announces is stored", e);
            }
        }
    }

    /** The connection itself failed, not a statement of a work. */
    private static final class DatabaseFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DatabaseFailure(SQLException cause) {
            super(cause);
        }
    }
}
