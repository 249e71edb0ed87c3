package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.gateway.engine.MovableClock;
import io.visavis.spi.AccessToken;
import io.visavis.spi.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RenewingTokenSourceTest {
    private final MovableClock clock = new MovableClock();
    private final AtomicInteger fetches = new AtomicInteger();

    private AccessToken fetch(Duration life) {
        return new AccessToken(
                "token-" + fetches.incrementAndGet(), clock.instant().plus(life), Set.of());
    }

    @Test
    void keepsAnHourLongTokenUntilAMinuteBeforeItsEnd() {
        RenewingTokenSource source = new RenewingTokenSource(() -> fetch(Duration.ofHours(1)), clock);
        source.token();

        clock.advance(Duration.ofMinutes(59).minusSeconds(1));
        assertThat(source.token().value()).isEqualTo("token-1");

        clock.advance(Duration.ofSeconds(2));
        assertThat(source.token().value()).isEqualTo("token-2");
    }

    @Test
    void renewsAShortTokenAtFourFifthsOfItsLife() {
        RenewingTokenSource source = new RenewingTokenSource(() -> fetch(Duration.ofSeconds(5)), clock);
        source.token();

        clock.advance(Duration.ofMillis(3999));
        assertThat(source.token().value()).isEqualTo("token-1");

        clock.advance(Duration.ofMillis(2));
        assertThat(source.token().value()).isEqualTo("token-2");
    }

    @Test
    void forgetsARefusedTokenButNotItsSuccessor() {
        RenewingTokenSource source = new RenewingTokenSource(() -> fetch(Duration.ofHours(1)), clock);
        AccessToken first = source.token();

        source.reject(first);
        AccessToken second = source.token();
        source.reject(first);

        assertThat(second.value()).isEqualTo("token-2");
        assertThat(source.token()).isEqualTo(second);
    }

    @Test
    void lets16ThreadsShareOneFetch() throws Exception {
        CountDownLatch fetching = new CountDownLatch(1);
        RenewingTokenSource source = new RenewingTokenSource(
                () -> {
                    awaitQuietly(fetching);
                    return fetch(Duration.ofHours(1));
                },
                clock);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<AccessToken>> asked = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                asked.add(threads.submit(source::token));
            }
            fetching.countDown();
            for (Future<AccessToken> token : asked) {
                assertThat(token.get().value()).isEqualTo("token-1");
            }
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void anInterruptEndsTheWaitForAnothersFetch() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(1);
        RenewingTokenSource source = new RenewingTokenSource(
                () -> {
                    begun.countDown();
                    awaitQuietly(hanging);
                    return fetch(Duration.ofHours(1));
                },
                clock);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<AccessToken> first = threads.submit(source::token);
            begun.await();
            Thread.currentThread().interrupt();
            assertThatThrownBy(source::token)
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("cancelled");
            assertThat(Thread.interrupted()).isTrue();
            hanging.countDown();
            assertThat(first.get().value()).isEqualTo("token-1");
        }
    }

    @Test
    void aFailedFetchIsTriedAgainAtTheNextUse() {
        AtomicInteger tries = new AtomicInteger();
        RenewingTokenSource source = new RenewingTokenSource(
                () -> {
                    if (tries.getAndIncrement() == 0) {
                        throw new ProviderException(ProviderException.Kind.UNAVAILABLE, "down");
                    }
                    return fetch(Duration.ofHours(1));
                },
                clock);

        assertThatThrownBy(source::token).isInstanceOf(ProviderException.class);
        assertThat(source.token().value()).isEqualTo("token-1");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
