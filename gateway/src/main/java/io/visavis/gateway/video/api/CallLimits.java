package io.visavis.gateway.video.api;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.video.CallToken;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How much one browser may ask. Guessing tickets is hopeless anyway; this keeps one page in a loop from slowing the others. Kept
 * per node: a caller that reaches several gets as many times as much.
 */
@Singleton
final class CallLimits {

    private final HttpClientAddressResolver addresses;
    private final boolean on;
    private final LoadingCache<String, Bucket> redeems = buckets(60, Duration.ofMinutes(1));
    private final LoadingCache<String, Bucket> calls = buckets(300, Duration.ofSeconds(10));

    CallLimits(HttpClientAddressResolver addresses, @Value("${visavis.rate-limits:on}") String setting) {
        this.addresses = addresses;
        this.on = !setting.equalsIgnoreCase("off") && !setting.equalsIgnoreCase("false");
    }

    /** Redeeming is open to anybody, so it is counted by address. */
    void redeem(HttpRequest<?> request) {
        take(redeems, addresses.resolve(request));
    }

    void call(CallToken caller) {
        take(calls, caller.participantId().value());
    }

    private void take(LoadingCache<String, Bucket> buckets, String key) {
        if (!on) {
            return;
        }
        ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw ProblemException.later(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too-many-requests",
                    "Too many requests in a short time.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }

    private static LoadingCache<String, Bucket> buckets(long capacity, Duration period) {
        return Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(period.multipliedBy(2))
                .build(_ -> Bucket.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(capacity)
                                .refillGreedy(capacity, period)
                                .build())
                        .build());
    }
}
