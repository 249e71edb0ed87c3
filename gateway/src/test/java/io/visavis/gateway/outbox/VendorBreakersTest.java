package io.visavis.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.visavis.gateway.engine.MovableClock;
import io.visavis.gateway.kernel.ConnectionId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a vendor that is down is spared, and when it is tried again. */
class VendorBreakersTest {
    private final MovableClock clock = new MovableClock();
    private final VendorBreakers breakers = new VendorBreakers(clock);
    private final CircuitBreaker breaker = breakers.of(new ConnectionId("con_1"));

    private void fails(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(breaker.tryAcquirePermission()).isTrue();
            breaker.onError(1, TimeUnit.MILLISECONDS, new IllegalStateException("down"));
        }
    }

    private void answers() {
        assertThat(breaker.tryAcquirePermission()).isTrue();
        breaker.onSuccess(1, TimeUnit.MILLISECONDS);
    }

    @Test
    void sixFailuresOpenItAndFiveDoNot() {
        fails(5);
        assertThat(breaker.tryAcquirePermission()).isTrue();
        breaker.releasePermission();
        fails(1);
        assertThat(breaker.tryAcquirePermission()).isFalse();
    }

    @Test
    void afterThreeSecondsTwoMayTryAndTheirSuccessClosesIt() {
        fails(6);
        clock.advance(Duration.ofMillis(2999));
        assertThat(breaker.tryAcquirePermission()).isFalse();
        clock.advance(Duration.ofMillis(2));

        answers();
        answers();

        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        fails(5);
    }

    @Test
    void onlyTwoTryAtATimeAndTheirFailureKeepsItOpen() {
        fails(6);
        clock.advance(Duration.ofSeconds(4));
        assertThat(breaker.tryAcquirePermission()).isTrue();
        assertThat(breaker.tryAcquirePermission()).isTrue();
        assertThat(breaker.tryAcquirePermission()).as("a third").isFalse();
        breaker.onError(1, TimeUnit.MILLISECONDS, new IllegalStateException("down"));
        breaker.onError(1, TimeUnit.MILLISECONDS, new IllegalStateException("down"));

        assertThat(breaker.tryAcquirePermission()).isFalse();
        clock.advance(Duration.ofSeconds(4));
        answers();
    }

    @Test
    void anotherConnectionHasItsOwn() {
        fails(6);
        assertThat(breakers.of(new ConnectionId("con_2")).tryAcquirePermission())
                .isTrue();
    }
}
