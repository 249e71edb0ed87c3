package io.visavis.eightbyeight.api;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Holds our requests below a rate, because 8x8 publishes none for the Chat Gateway (contract
 * 2.0). Waits in order of arrival; thread-safe; an interrupt ends the wait.
 */
public final class RequestLimiter {
    /** Longer than this a worker should rather do something else and come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final @Nullable Bucket bucket;
    private final BlockingStrategy waiting;

    private RequestLimiter(@Nullable Bucket bucket, BlockingStrategy waiting) {
        this.bucket = bucket;
        this.waiting = waiting;
    }

    /** At most so many in one second, in bursts or evenly; 0 is without limit. */
    public static RequestLimiter perSecond(int requests) {
        return perSecond(requests, TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
    }

    static RequestLimiter perSecond(int requests, TimeMeter time, BlockingStrategy waiting) {
        if (requests == 0) {
            return new RequestLimiter(null, waiting);
        }
        Bucket bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
        return new RequestLimiter(bucket, waiting);
    }

    /**
     * Waits for a turn.
     *
     * @throws ProviderException {@code RATE_LIMITED} when the queue is too long, {@code UNAVAILABLE} when interrupted
     */
    void acquire() {
        if (bucket == null) {
            return;
        }
        try {
            if (!bucket.asBlocking().tryConsume(1, PATIENCE, waiting)) {
                throw ProviderException.rateLimited(
                        "our own limit, setting 'requests-per-second', leaves no turn within " + PATIENCE,
                        Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(Kind.UNAVAILABLE, "cancelled before anything was sent", e);
        }
    }
}
