package io.visavis.gateway.widget;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.visavis.gateway.access.ClientCaller;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.widget.Visitors.Visitor;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How often one visitor may ask; counted on this node alone, against floods and not for billing. {@code
 * VISAVIS_RATE_LIMITS=off} lifts all.
 */
@Singleton
final class RateLimits {

    /** What is counted: by address where nobody has proved anything yet, else by conversation, and of servers by client. */
    enum Kind {
        LOOK(300),
        START(30),
        TOKENS(60),
        STREAM(60),
        PAGE(300),
        COMMAND(240),
        UPLOAD(30),
        DOWNLOAD(120);

        private final long perMinute;

        Kind(long perMinute) {
            this.perMinute = perMinute;
        }
    }

    /** A server speaks for many visitors. */
    private static final long VISITORS_OF_A_SERVER = 20;

    private static final long MOST_KEYS = 100_000;

    private final HttpClientAddressResolver addresses;
    private final boolean on;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();

    RateLimits(HttpClientAddressResolver addresses, @Value("${visavis.rate-limits:on}") String limits) {
        this.addresses = addresses;
        // YAML reads a bare "off" as false.
        this.on = !limits.equalsIgnoreCase("off") && !limits.equalsIgnoreCase("false");
    }

    /** Counts one; a 429 problem says when to come again. */
    void take(Kind kind, String key) {
        take(kind, key, kind.perMinute);
    }

    void take(Kind kind, Visitor visitor) {
        if (visitor.server() == null) {
            take(kind, visitor.conversation().id().value());
        } else {
            take(kind, visitor.server());
        }
    }

    void take(Kind kind, ClientCaller server) {
        take(kind, server.clientId().value(), kind.perMinute * VISITORS_OF_A_SERVER);
    }

    private void take(Kind kind, String key, long perMinute) {
        if (!on) {
            return;
        }
        ConsumptionProbe probe = buckets.get(
                        kind + " " + key,
                        _ -> Bucket.builder()
                                .addLimit(limit ->
                                        limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                                .build())
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw ProblemException.later(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too-many-requests",
                    "Too many requests; wait as Retry-After says.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }

    void take(Kind kind, HttpRequest<?> request) {
        take(kind, addresses.resolve(request));
    }
}
