package io.visavis.gateway.outbox;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.visavis.gateway.kernel.ConnectionId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * What keeps one vendor's trouble from taking more than its share: a breaker and a number of places per connection. Only
 * sending passes through here, so webhooks flow whatever the breaker says.
 */
final class VendorBreakers {
    /** Sends of one connection at a time. */
    private static final int PLACES = 12;

    private final CircuitBreakerRegistry breakers;
    private final Map<ConnectionId, Semaphore> places = new ConcurrentHashMap<>();

    VendorBreakers(Clock clock) {
        this.breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(10)
                .minimumNumberOfCalls(6)
                .failureRateThreshold(60)
                .waitDurationInOpenState(Duration.ofSeconds(3))
                .permittedNumberOfCallsInHalfOpenState(2)
                .automaticTransitionFromOpenToHalfOpenEnabled(false)
                .clock(clock)
                .build());
    }

    CircuitBreaker of(ConnectionId connection) {
        return breakers.circuitBreaker(connection.value());
    }

    Semaphore places(ConnectionId connection) {
        return places.computeIfAbsent(connection, _ -> new Semaphore(PLACES, true));
    }
}
