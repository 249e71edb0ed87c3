package io.visavis.sandbox.traffic;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * When events are sent: those of one lane one after the other, unless a delay or a deliberate disorder says otherwise.
 * Thread-safe; a lane is usually a conversation.
 */
public final class EventQueue {

    private static final Duration LONGEST_HOLD = Duration.ofSeconds(3);

    private final ExecutorService executor;
    private final EventLanes lanes;
    private final Map<String, Runnable> held = new ConcurrentHashMap<>();
    private final AtomicInteger generation = new AtomicInteger();

    public EventQueue(ExecutorService executor) {
        this.executor = executor;
        this.lanes = new EventLanes(executor);
    }

    /** Runs {@code transmit} when its turn comes; never, if the options say that the event is lost. */
    public void submit(String lane, DeliveryOptions options, Runnable transmit) {
        int current = generation.get();
        Runnable unlessReset = () -> {
            if (generation.get() == current) {
                transmit.run();
            }
        };
        if (options.drop()) {
            return;
        }
        if (options.delaySeconds() != null) {
            later(Duration.ofMillis((long) (options.delaySeconds() * 1000)), unlessReset);
        } else if (options.reorder()) {
            hold(lane, unlessReset);
        } else {
            lanes.run(lane, unlessReset);
            release(lane);
        }
    }

    /** Outside of all lanes, after a while. */
    public void later(Duration delay, Runnable task) {
        executor.execute(() -> {
            try {
                Thread.sleep(delay);
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Gives up everything that has not been sent. */
    public void reset() {
        generation.incrementAndGet();
        held.clear();
    }

    private void hold(String lane, Runnable transmit) {
        release(lane);
        held.put(lane, transmit);
        later(LONGEST_HOLD, () -> {
            if (held.remove(lane, transmit)) {
                lanes.run(lane, transmit);
            }
        });
    }

    private void release(String lane) {
        var transmit = held.remove(lane);
        if (transmit != null) {
            lanes.run(lane, transmit);
        }
    }
}
