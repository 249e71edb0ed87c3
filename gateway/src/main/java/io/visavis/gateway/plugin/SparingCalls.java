package io.visavis.gateway.plugin;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.visavis.spi.ProviderException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contained calls of one role, with threads and a breaker of their own: statistics that hang cost the chats nothing, and
 * when most of the last calls failed, the next ones fail at once for a while instead of waiting for their deadline.
 */
final class SparingCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SparingCalls.class);

    private final ContainedCalls calls;
    private final CircuitBreaker breaker;

    /**
     * Closes the calls with itself.
     *
     * @param spare how long a failing role is left alone before it is tried again
     */
    SparingCalls(String name, ContainedCalls calls, Duration spare) {
        this.calls = calls;
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(60)
                        .waitDurationInOpenState(spare)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .recordException(SparingCalls::saysItFails)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(change -> LOG.warn(
                        "plugin calls {}: {}", name, change.getStateTransition().getToState()));
    }

    /** An answer that we do not like is an answer all the same. */
    private static boolean saysItFails(Throwable thrown) {
        return thrown instanceof ProviderFault
                || (thrown instanceof ProviderException said
                        && (said.kind() == ProviderException.Kind.UNAVAILABLE
                                || said.kind() == ProviderException.Kind.UNCERTAIN));
    }

    /** As {@link ContainedCalls#call}; {@code UNAVAILABLE} at once while the role is left alone. */
    <T> T call(String what, Duration deadline, Callable<T> call) {
        try {
            return breaker.executeSupplier(() -> calls.call(what, deadline, call));
        } catch (CallNotPermittedException e) {
            throw new ProviderException(
                    ProviderException.Kind.UNAVAILABLE, what + " is not tried: it failed too often just now", e);
        }
    }

    /** For what belongs to a call that went well, such as the bytes of a file: contained, and not counted. */
    ContainedCalls uncounted() {
        return calls;
    }

    @Override
    public void close() {
        calls.close();
    }
}
