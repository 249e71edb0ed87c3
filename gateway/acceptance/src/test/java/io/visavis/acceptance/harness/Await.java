package io.visavis.acceptance.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Asks again until the answer is there. */
public final class Await {
    /** So long that only a broken product misses it, however slow the machine is. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Between two questions: an eighth of the time since the first, within these, for each is work for those who are asked. */
    private static final long SHORTEST_PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(250).toNanos();

    private Await() {}

    /**
     * The first present answer of {@code asked}.
     *
     * @throws AssertionError naming {@code what} when none came within {@code limit}; its cause is the last failure
     */
    public static <T> T until(String what, Duration limit, Callable<Optional<T>> asked) {
        long start = System.nanoTime();
        Exception last = null;
        do {
            try {
                Optional<T> answer = asked.call();
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (Exception e) {
                last = e;
            }
            long waited = System.nanoTime() - start;
            LockSupport.parkNanos(Math.clamp(waited / 8, SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS));
        } while (System.nanoTime() - start < limit.toNanos());
        throw new AssertionError("not within " + limit + ": " + what, last);
    }

    /** As {@link #until}, for a condition. */
    public static void untilTrue(String what, Duration limit, Callable<Boolean> condition) {
        until(what, limit, () -> condition.call() ? Optional.of(Boolean.TRUE) : Optional.empty());
    }
}
