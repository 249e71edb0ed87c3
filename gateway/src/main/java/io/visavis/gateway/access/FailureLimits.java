package io.visavis.gateway.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Slows down whoever guesses credentials: so many failures a minute for one name from one address, and for one address
 * over all names. What succeeds costs nothing. Counted on each node; {@code visavis.rate-limits=off} lifts it.
 */
@Singleton
public final class FailureLimits {
    private static final int PER_NAME = 10;
    private static final int PER_ADDRESS = 60;
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final boolean on;
    private final LoadingCache<String, Bucket> names = buckets(PER_NAME);
    private final LoadingCache<String, Bucket> addresses = buckets(PER_ADDRESS);

    FailureLimits(@Value("${visavis.rate-limits:on}") String rateLimits) {
        this.on = !"off".equalsIgnoreCase(rateLimits) && !"false".equalsIgnoreCase(rateLimits);
    }

    /** How long to wait before another try is looked at; empty when it may be made now. */
    public Optional<Duration> delay(String name, String address) {
        if (!on) {
            return Optional.empty();
        }
        long nanos = Math.max(waitNanos(names.get(name + "\n" + address)), waitNanos(addresses.get(address)));
        return nanos <= 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    /** Counts a failed try. */
    public void failed(String name, String address) {
        if (on) {
            names.get(name + "\n" + address).tryConsume(1);
            addresses.get(address).tryConsume(1);
        }
    }

    private static long waitNanos(Bucket bucket) {
        return bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    }

    private static LoadingCache<String, Bucket> buckets(int failures) {
        return Caffeine.newBuilder()
                .maximumSize(50_000)
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .build(_ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(failures).refillGreedy(failures, PERIOD))
                        .build());
    }
}
