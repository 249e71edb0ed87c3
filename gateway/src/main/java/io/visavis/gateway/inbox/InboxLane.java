package io.visavis.gateway.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.storage.CrashPoint;
import io.visavis.gateway.storage.StorageUnavailableException;
import io.visavis.gateway.storage.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works the deliveries of one connection off, on one virtual thread, in the order of their arrival, as many as wait in
 * one unit of work. What overflows its memory is read back from the database.
 */
final class InboxLane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InboxLane.class);
    private static final int BATCH = 256;
    private static final int TRIES = 3;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration WHILE_HOLDING = Duration.ofMillis(50);

    private final ConnectionId connection;
    private final JdbcInbox rows;
    private final UnitOfWork unitOfWork;
    private final Translation translation;
    private final EventApplication application;
    private final Clock clock;
    private final Timer lag;
    private final MeterRegistry meters;
    private final BlockingQueue<InboxRow> fresh;
    private final AtomicBoolean overflown = new AtomicBoolean();
    private final AtomicBoolean heldAgain = new AtomicBoolean();
    /** By row, oldest first. The lane's thread only. */
    private final Map<Long, InboxRow> held = new TreeMap<>();

    private volatile boolean running = true;

    /** A lane that does not run; {@code memory} deliveries wait in it at most. */
    InboxLane(
            ConnectionId connection,
            int memory,
            JdbcInbox rows,
            UnitOfWork unitOfWork,
            Translation translation,
            EventApplication application,
            MeterRegistry meters,
            Clock clock) {
        this.connection = connection;
        this.fresh = new LinkedBlockingQueue<>(memory);
        this.rows = rows;
        this.unitOfWork = unitOfWork;
        this.translation = translation;
        this.application = application;
        this.clock = clock;
        this.meters = meters;
        this.lag = Timer.builder("visavis.inbox.lag")
                .description("From a delivery's arrival to its events in the log")
                .tag("connection", connection.value())
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    InboxLane start() {
        Thread.ofVirtual().name("inbox-" + connection).start(this::workUntilClosed);
        return this;
    }

    /** Never blocks. */
    void offer(InboxRow row) {
        if (!fresh.offer(row)) {
            overflown.set(true);
        }
    }

    void tryHeldAgain() {
        heldAgain.set(true);
    }

    @Override
    public void close() {
        running = false;
    }

    private void workUntilClosed() {
        List<InboxRow> batch = List.of();
        while (running) {
            try {
                batch = List.of();
                batch = next();
                if (!batch.isEmpty()) {
                    CrashPoint.WEBHOOK_ANSWERED.hitAfterAWhile();
                    work(batch);
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                // Rows stay claimed and open: new ones are read back, held ones must not wait for another reason to.
                LOG.error("The lane of {} stumbled; it goes on", connection, e);
                batch.forEach(row -> held.put(row.id(), row));
                heldAgain.set(true);
                overflown.set(true);
                pause();
            }
        }
    }

    private List<InboxRow> next() throws InterruptedException {
        List<InboxRow> batch = new ArrayList<>();
        if (overflown.getAndSet(false)) {
            batch.addAll(rows.own(connection, BATCH));
            if (batch.size() == BATCH) {
                overflown.set(true);
            }
        } else {
            Duration wait = held.isEmpty() ? IDLE : WHILE_HOLDING;
            InboxRow first = fresh.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                letEarlierOnesOvertake(first);
                batch.add(first);
                fresh.drainTo(batch, BATCH - 1);
            }
        }
        letGo(batch);
        return batch;
    }

    private void letEarlierOnesOvertake(InboxRow first) throws InterruptedException {
        Duration window = translation.reorderWindow(connection);
        if (window.isPositive()) {
            Duration left = Duration.between(clock.instant(), first.receivedAt().plus(window));
            if (left.isPositive()) {
                TimeUnit.NANOSECONDS.sleep(Math.min(left.toNanos(), window.toNanos()));
            }
        }
    }

    /** Adds held rows whose time has come, or all when something became known; older rows first. */
    private void letGo(List<InboxRow> batch) {
        boolean all = heldAgain.getAndSet(false);
        Instant now = clock.instant();
        List<InboxRow> released = new ArrayList<>();
        for (Iterator<InboxRow> waiting = held.values().iterator(); waiting.hasNext(); ) {
            InboxRow row = waiting.next();
            if (all || row.holdUntil() == null || !row.holdUntil().isAfter(now)) {
                released.add(row);
                waiting.remove();
            }
        }
        batch.addAll(0, released);
    }

    private void work(List<InboxRow> batch) {
        List<Translated> translated = translation.translate(connection, batch);
        try {
            apply(translated);
        } catch (StorageUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("A batch of {} deliveries of {} failed; trying each alone", batch.size(), connection, e);
            translated.forEach(this::applyAlone);
        }
    }

    private void applyAlone(Translated one) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                apply(List.of(one));
                return;
            } catch (StorageUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.error("Delivery {} of {} could not be applied", one.row().id(), connection, e);
            }
        }
        apply(List.of(one.parked("could not be written into the log")));
    }

    private void apply(List<Translated> translated) {
        Map<InboxRow, Treatment> treatments = unitOfWork.commit(() -> application.apply(connection, translated));
        Instant now = clock.instant();
        treatments.forEach((row, treatment) -> {
            switch (treatment) {
                case Treatment.Hold(Instant until) -> held.put(row.id(), row.held(until));
                case Treatment.Park(String note) -> {
                    count("parked");
                    LOG.error("Delivery {} of {} is parked: {}", row.id(), connection, note);
                }
                case Treatment.Done done -> {
                    count(done.mark() == null ? "done" : done.mark().column());
                    lag.record(Duration.between(row.receivedAt(), now));
                }
            }
        });
    }

    private void count(String result) {
        meters.counter("visavis.inbox.deliveries", "connection", connection.value(), "result", result)
                .increment();
    }

    private void pause() {
        try {
            Thread.sleep(IDLE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
