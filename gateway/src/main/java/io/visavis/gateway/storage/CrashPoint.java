package io.visavis.gateway.storage;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A named place at which a test may let the process die as {@code kill -9} would. Does nothing unless the environment
 * names the place: {@code CRASH_AT=webhook-stored}, or {@code CRASH_AT=webhook-stored:20} for its twentieth passing.
 */
public enum CrashPoint {
    /** A webhook is authenticated and read, nothing is stored. */
    WEBHOOK_PARSED,
    /** A transaction is complete but for its commit. */
    BEFORE_COMMIT,
    /** A webhook is committed, its 2xx not yet sent. */
    WEBHOOK_STORED,
    /** A webhook's 2xx is sent, its events are not in the log and nobody was woken. */
    WEBHOOK_ANSWERED,
    /** An outbox row is claimed, nothing is sent. */
    OUTBOX_LEASED,
    /** A request is on its way, its answer is not there. */
    OUTBOX_SENT,
    /** The vendor's answer is read, not stored. */
    OUTBOX_ANSWERED;

    /** Time for what runs beside the crash to get further: an answer to be written, a request to arrive. */
    private static final Duration A_WHILE = Duration.ofMillis(300);

    private static final Trigger TRIGGER = Trigger.parse(
            System.getenv("CRASH_AT"), (_, _) -> Runtime.getRuntime().halt(137));

    /** Dies here and now. */
    public void hit() {
        TRIGGER.pass(this);
    }

    /** Holds this thread for a moment, then dies: what other threads had in hand is out by then. */
    public void hitAfterAWhile() {
        if (TRIGGER.names(this)) {
            pause();
            hit();
        }
    }

    /** Lets this thread go on and dies a moment later. */
    public void hitMeanwhile() {
        if (TRIGGER.names(this)) {
            Thread.ofVirtual().start(this::hitAfterAWhile);
        }
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void pause() {
        try {
            Thread.sleep(A_WHILE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts the passings of one point. */
    static final class Trigger {
        private final @Nullable String name;
        private final int at;
        private final BiConsumer<CrashPoint, Integer> action;
        private final AtomicInteger passed = new AtomicInteger();

        private Trigger(@Nullable String name, int at, BiConsumer<CrashPoint, Integer> action) {
            this.name = name;
            this.at = at;
            this.action = action;
        }

        static Trigger parse(@Nullable String text, BiConsumer<CrashPoint, Integer> action) {
            if (text == null || text.isBlank()) {
                return new Trigger(null, 0, action);
            }
            int colon = text.indexOf(':');
            return colon < 0
                    ? new Trigger(text.strip(), 1, action)
                    : new Trigger(
                            text.substring(0, colon).strip(), Integer.parseInt(text.substring(colon + 1)), action);
        }

        boolean names(CrashPoint point) {
            return name != null && name.equals(point.wireName());
        }

        void pass(CrashPoint point) {
            if (names(point) && passed.incrementAndGet() == at) {
                action.accept(point, at);
            }
        }
    }
}
