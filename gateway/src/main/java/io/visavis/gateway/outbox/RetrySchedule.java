package io.visavis.gateway.outbox;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: quick at first, because someone waits for an answer; the first six with full
 * jitter, so that a vendor that comes back is not met by everybody at once.
 */
final class RetrySchedule {
    /** After this a command is given up. */
    static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    private static final List<Duration> FIRST =
            List.of(1, 2, 5, 15, 30, 60).stream().map(Duration::ofSeconds).toList();
    private static final Duration LATER = Duration.ofMinutes(5);
    private static final List<Duration> SLOWLY =
            List.of(5, 15, 60).stream().map(Duration::ofSeconds).toList();
    private static final Duration MOST_ASKED_FOR = Duration.ofMinutes(10);
    private static final Duration LEAST = Duration.ofMillis(50);

    private final DoubleSupplier random;

    /** A schedule; {@code random} gives numbers from 0 up to 1. */
    RetrySchedule(DoubleSupplier random) {
        this.random = random;
    }

    /** Before the attempt behind {@code failures} failed ones. */
    Duration after(int failures) {
        if (failures > FIRST.size()) {
            return LATER;
        }
        Duration most = FIRST.get(Math.max(failures, 1) - 1);
        return longer(LEAST, Duration.ofMillis((long) (most.toMillis() * random.getAsDouble())));
    }

    /** As the vendor asks, within reason. */
    Duration asAsked(Duration retryAfter, int failures) {
        Duration asked = retryAfter.isNegative() ? Duration.ZERO : retryAfter;
        Duration capped = asked.compareTo(MOST_ASKED_FOR) > 0 ? MOST_ASKED_FOR : asked;
        return longer(capped, after(failures));
    }

    /** For what only a person can mend: seconds at first, for whoever is setting the account up just now. */
    Duration slowly(int failures) {
        return failures > FIRST.size() ? LATER : SLOWLY.get(Math.clamp(failures, 1, SLOWLY.size()) - 1);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
