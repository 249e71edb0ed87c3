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
 * one unit of work. Those whose senders still wait are stored in the same one. What overflows its memory is read back from
 * the database.
 */
final class InboxLane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InboxLane.class);
    private static final int BATCH = 256;
    private static final int TRIES = 3;
    private static final String ENDED_OVER_IT =
            "the gateway ended each time while this was worked on, as it does when a provider"
                    + " spends the memory (the log of those times tells); mend or remove its jar, then replay this";
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
    private final BlockingQueue<Waiting> fresh;
    private final InboxIds ids;
    private final AtomicBoolean overflown = new AtomicBoolean();
    private final AtomicBoolean heldAgain = new AtomicBoolean();
    /** By row, oldest first. The lane's thread only. */
    private final Map<Long, InboxRow> held = new TreeMap<>();

    private volatile boolean running = true;

    /** A lane that does not run; {@code memory} deliveries wait in it at most. */
    InboxLane(
            ConnectionId connection,
            int memory,
            InboxIds ids,
            JdbcInbox rows,
            UnitOfWork unitOfWork,
            Translation translation,
            EventApplication application,
            MeterRegistry meters,
            Clock clock) {
        this.connection = connection;
        this.fresh = new LinkedBlockingQueue<>(memory);
        this.ids = ids;
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

    /** Never blocks. False when others must be worked off before it, from the database. */
    boolean accept(UnansweredDelivery delivery) {
        return !overflown.get() && !translation.reorderWindow(connection).isPositive() && fresh.offer(delivery);
    }

    void tryHeldAgain() {
        heldAgain.set(true);
    }

    @Override
    public void close() {
        running = false;
    }

    private void workUntilClosed() {
        Hand hand = new Hand(ids);
        while (running) {
            try {
                hand = new Hand(ids);
                fill(hand);
                if (!hand.rows().isEmpty()) {
                    CrashPoint.WEBHOOK_ANSWERED.hitAfterAWhile();
                    work(hand);
                }
            } catch (InterruptedException _) {
                hand.giveBack();
                return;
            } catch (RuntimeException e) {
                // Rows stay claimed and open: new ones are read back, held ones must not wait for another reason to.
                LOG.error("The lane of {} stumbled; it goes on", connection, e);
                hand.fail(e);
                hand.stored().forEach(row -> held.put(row.id(), row));
                heldAgain.set(true);
                overflown.set(true);
                pause();
            }
        }
        List<Waiting> left = new ArrayList<>();
        fresh.drainTo(left);
        left.stream().filter(UnansweredDelivery.class::isInstance).forEach(it -> ((UnansweredDelivery) it).giveBack());
    }

    private void fill(Hand hand) throws InterruptedException {
        List<InboxRow> released = new ArrayList<>();
        if (overflown.getAndSet(false)) {
            List<InboxRow> own = rows.own(connection, BATCH);
            if (own.size() == BATCH) {
                overflown.set(true);
            }
            letGo(released);
            released.forEach(hand::add);
            own.forEach(hand::add);
        } else {
            Duration wait = held.isEmpty() ? IDLE : WHILE_HOLDING;
            Waiting first = fresh.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (first instanceof InboxRow stored) {
                letEarlierOnesOvertake(stored);
            }
            letGo(released);
            released.forEach(hand::add);
            if (first != null) {
                hand.add(first);
                List<Waiting> more = new ArrayList<>();
                fresh.drainTo(more, BATCH - 1);
                more.forEach(hand::add);
            }
        }
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

    private void work(Hand hand) {
        List<InboxRow> readBack = hand.readBack();
        if (readBack.stream().anyMatch(InboxRow::isSuspect)) {
            hand.giveBack();
            hand.stored().forEach(this::workAlone);
            return;
        }
        if (!readBack.isEmpty()) {
            unitOfWork.commit(() -> rows.begin(readBack));
        }
        List<Translated> translated = hand.taken(translation.translate(connection, hand.rows()));
        try {
            apply(translated, hand.unanswered());
        } catch (StorageUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("A batch of {} deliveries of {} failed; trying each alone", translated.size(), connection, e);
            hand.giveBack();
            translated.stream()
                    .filter(one -> !hand.unanswered().containsKey(one.row()))
                    .forEach(this::applyAlone);
        }
    }

    /** Should the process end now, it was over this one. */
    private void workAlone(InboxRow row) {
        if (row.isCulprit()) {
            applyAlone(Translated.of(row, List.of()).parked(ENDED_OVER_IT));
            return;
        }
        unitOfWork.commit(() -> rows.begin(List.of(row)));
        translation.translate(connection, List.of(row)).forEach(this::applyAlone);
    }

    private void applyAlone(Translated one) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                apply(List.of(one), Map.of());
                return;
            } catch (StorageUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.error("Delivery {} of {} could not be applied", one.row().id(), connection, e);
            }
        }
        apply(List.of(one.parked("could not be written into the log")), Map.of());
    }

    private void apply(List<Translated> translated, Map<InboxRow, UnansweredDelivery> unanswered) {
        if (translated.isEmpty()) {
            return;
        }
        Map<InboxRow, Treatment> treatments =
                unitOfWork.commit(() -> application.apply(connection, translated, unanswered));
        unanswered.forEach((row, delivery) -> delivery.stored(treatments.containsKey(row)));
        Instant now = clock.instant();
        treatments.forEach((row, treatment) -> {
            switch (treatment) {
                case Treatment.Hold(Instant until, String _) -> held.put(row.id(), row.held(until));
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
