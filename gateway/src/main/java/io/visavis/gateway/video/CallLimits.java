package io.visavis.gateway.video;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.visavis.gateway.access.ClientCaller;
import io.visavis.gateway.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How much one browser, or one server at the facade, may ask. Guessing tickets is hopeless anyway; this keeps one page or one flow
 * in a loop from slowing the others. Kept per node: a caller that reaches several gets as many times as much. Every method throws a
 * 429 {@link ProblemException} that says when to come again. Safe for use by many threads.
 */
@Singleton
public final class CallLimits {

    private final HttpClientAddressResolver addresses;
    private final boolean on;
    private final LoadingCache<String, Bucket> redeems = buckets(60, Duration.ofMinutes(1));
    private final LoadingCache<String, Bucket> calls = buckets(300, Duration.ofSeconds(10));
    private final LoadingCache<String, Bucket> facades = buckets(600, Duration.ofMinutes(1));

    CallLimits(HttpClientAddressResolver addresses, @Value("${visavis.rate-limits:on}") String setting) {
        this.addresses = addresses;
        this.on = !setting.equalsIgnoreCase("off") && !setting.equalsIgnoreCase("false");
    }

    /** Redeeming is open to anybody, so it is counted by address. */
    public void redeem(HttpRequest<?> request) {
        take(redeems, addresses.resolve(request));
    }

    public void call(CallToken caller) {
        take(calls, caller.participantId().value());
    }

    /** A client speaks for a whole contact centre. */
    public void facade(ClientCaller caller) {
        take(facades, caller.clientId().value());
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
