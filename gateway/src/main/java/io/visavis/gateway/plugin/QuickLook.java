package io.visavis.gateway.plugin;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks for an answer a moment before its caller goes to sleep: most calls of plugins only compute, and are over sooner than a
 * thread is put to sleep and woken again. After a look that was in vain the next calls sleep at once: either these calls take
 * long, or the machine is so busy that looking takes the processor from who would answer. Thread-safe.
 */
final class QuickLook {
    private static final Duration LONGEST = Duration.ofNanos(20_000);
    private static final int CALLS_WITHOUT = 16;

    private final AtomicInteger without = new AtomicInteger();

    /** Returns when the answer is there, or when it is no use to look on. */
    void at(Future<?> answer) {
        if (without.get() > 0 && without.getAndDecrement() > 0) {
            return;
        }
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!answer.isDone()) {
            if (System.nanoTime() >= end) {
                without.set(CALLS_WITHOUT);
                return;
            }
            Thread.onSpinWait();
        }
    }
}
