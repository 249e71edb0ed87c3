package io.visavis.gateway.widget;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.EventType;
import io.visavis.gateway.conversation.LoggedEvent;
import io.visavis.gateway.conversation.PositionUnknownException;
import io.visavis.gateway.conversation.WakeUps;
import io.visavis.gateway.kernel.ConversationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One reader's stream, on a virtual thread of its own. It subscribes to wake-ups first and then reads the log from its own
 * position, so nothing falls between; it reads only what the reader asks for, so a reader that never reads costs one batch.
 */
final class EventStream implements Subscription, WakeUps.Listener, Runnable {

    /**
     * How a stream behaves in time.
     *
     * @param heartbeat longest silence; the log is read at each, should a wake-up have been lost
     * @param stall how long a reader may leave what it was sent unread
     * @param endGrace how long a stream stays open behind the end of its conversation
     */
    record Pace(Duration heartbeat, Duration stall, Duration endGrace) {
        static Pace usual() {
            return new Pace(Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofMinutes(5));
        }
    }

    /**
     * Whose events, from where, until when.
     *
     * @param after null when the reader named a position that is none
     * @param last the newest position when the stream was asked for
     * @param ended whether the conversation was over then
     * @param forServer whether the vendor's part of events is shown
     */
    record Order(
            ConversationId conversation,
            @Nullable Long after,
            Instant until,
            long last,
            boolean ended,
            boolean forServer) {}

    private static final int BATCH = 200;
    private static final long RETRY_MILLIS = 2000;

    private final Order order;
    private final ConversationLog log;
    private final WakeUps wakeUps;
    private final Clock clock;
    private final Pace pace;
    private final Subscriber<? super byte[]> reader;
    private final Runnable whenDone;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long demand;
    private long grownTo;
    private boolean cancelled;
    private boolean draining;

    private long position;
    private @Nullable Instant closeAt;

    EventStream(
            Order order,
            ConversationLog log,
            WakeUps wakeUps,
            Clock clock,
            Pace pace,
            Subscriber<? super byte[]> reader,
            Runnable whenDone) {
        this.order = order;
        this.log = log;
        this.wakeUps = wakeUps;
        this.clock = clock;
        this.pace = pace;
        this.reader = reader;
        this.whenDone = whenDone;
    }

    @Override
    public void request(long n) {
        change(() -> demand = demand + n < 0 ? Long.MAX_VALUE : demand + n);
    }

    @Override
    public void cancel() {
        change(() -> cancelled = true);
    }

    @Override
    public void grownTo(long newPosition) {
        change(() -> grownTo = Math.max(grownTo, newPosition));
    }

    /** The node goes down: say good-bye, so that the reader comes again elsewhere. */
    void drain() {
        change(() -> draining = true);
    }

    @Override
    public void run() {
        try (WakeUps.Subscription _ = wakeUps.subscribe(order.conversation(), this)) {
            closeAt = order.ended() ? clock.instant().plus(pace.endGrace()) : null;
            if (send(EventFrames.opening(RETRY_MILLIS)) && begin() && follow()) {
                reader.onComplete();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            reader.onComplete();
        } catch (StalledReaderException | RuntimeException e) {
            reader.onError(e);
        } finally {
            whenDone.run();
        }
    }

    /** Finds the place to begin; tells the reader when there is none. */
    private boolean begin() throws InterruptedException, StalledReaderException {
        try {
            if (order.after() == null) {
                throw new PositionUnknownException(-1, order.last());
            }
            position = order.after();
            return deliver(log.read(order.conversation(), position, BATCH));
        } catch (PositionUnknownException e) {
            position = e.lastPosition();
            return send(
                    EventFrames.reset(position, "The position asked for cannot be continued; read from the start."));
        }
    }

    /** False when the reader has gone. */
    private boolean follow() throws InterruptedException, StalledReaderException {
        Instant heartbeatAt = clock.instant().plus(pace.heartbeat());
        while (true) {
            List<LoggedEvent> batch = log.read(order.conversation(), position, BATCH);
            if (!batch.isEmpty()) {
                if (!deliver(batch)) {
                    return false;
                }
                heartbeatAt = clock.instant().plus(pace.heartbeat());
            }
            if (batch.size() == BATCH) {
                continue;
            }
            Instant now = clock.instant();
            if (!now.isBefore(order.until())) {
                return send(EventFrames.closing("the access token has expired", RETRY_MILLIS));
            }
            if (closeAt != null && !now.isBefore(closeAt)) {
                return send(EventFrames.closing("the conversation is over", RETRY_MILLIS));
            }
            if (!now.isBefore(heartbeatAt)) {
                if (!send(EventFrames.heartbeat())) {
                    return false;
                }
                heartbeatAt = now.plus(pace.heartbeat());
            }
            switch (sleep(now, heartbeatAt)) {
                case GONE -> {
                    return false;
                }
                case DRAINING -> {
                    return send(EventFrames.closing(
                            "reconnect, please", ThreadLocalRandom.current().nextLong(10_000)));
                }
                case AWAKE -> {}
            }
        }
    }

    private enum Waking {
        AWAKE,
        GONE,
        DRAINING
    }

    /** Waits for growth, or for the next thing that the clock brings. */
    private Waking sleep(Instant now, Instant heartbeatAt) throws InterruptedException {
        Instant wakeAt = heartbeatAt.isBefore(order.until()) ? heartbeatAt : order.until();
        if (closeAt != null && closeAt.isBefore(wakeAt)) {
            wakeAt = closeAt;
        }
        long nanos = Math.max(1, Duration.between(now, wakeAt).toNanos());
        lock.lock();
        try {
            while (!cancelled && !draining && grownTo <= position && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            // A hint whose event does not show is spent, or it would keep this thread spinning.
            grownTo = position;
            if (cancelled) {
                return Waking.GONE;
            }
            return draining ? Waking.DRAINING : Waking.AWAKE;
        } finally {
            lock.unlock();
        }
    }

    private boolean deliver(List<LoggedEvent> batch) throws InterruptedException, StalledReaderException {
        if (batch.isEmpty()) {
            return true;
        }
        if (!send(EventFrames.frames(batch, order.forServer()))) {
            return false;
        }
        position = batch.getLast().position();
        for (LoggedEvent event : batch) {
            if (event.type() == EventType.CONVERSATION_ENDED) {
                closeAt = clock.instant().plus(pace.endGrace());
            } else if (takesUpAgain(event)) {
                closeAt = null;
            }
        }
        return true;
    }

    /**
     * What stands behind an end where the conversation has been taken up again. A visitor's word that crossed an end for good
     * passes, too: it only keeps this stream open until its token expires.
     */
    private static boolean takesUpAgain(LoggedEvent event) {
        return switch (event.type()) {
            case CONVERSATION_QUEUED, AGENT_JOINED -> true;
            case MESSAGE_CREATED -> event.actor().equals(Actor.visitor());
            default -> false;
        };
    }

    /** False when the reader has gone. */
    private boolean send(byte[] bytes) throws InterruptedException, StalledReaderException {
        long nanos = pace.stall().toNanos();
        lock.lock();
        try {
            while (demand == 0 && !cancelled) {
                if (nanos <= 0) {
                    throw new StalledReaderException();
                }
                nanos = changed.awaitNanos(nanos);
            }
            if (cancelled) {
                return false;
            }
            demand--;
        } finally {
            lock.unlock();
        }
        reader.onNext(bytes);
        return true;
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The reader has left what it was sent unread for too long. */
    static final class StalledReaderException extends Exception {
        private static final long serialVersionUID = 1L;

        StalledReaderException() {
            super("the reader does not read", null, false, false);
        }
    }
}
