package io.visavis.gateway.plugin;

import io.visavis.spi.AccessToken;
import io.visavis.spi.AccessTokenSource;
import io.visavis.spi.AccessTokens.TokenFetcher;
import io.visavis.spi.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps one token, fetches the next before it expires, one fetch at a time (contract 2.2). */
final class RenewingTokenSource implements AccessTokenSource {
    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(60);

    private final TokenFetcher fetcher;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Held held;

    RenewingTokenSource(TokenFetcher fetcher, Clock clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    @Override
    public AccessToken token() {
        Held current = held;
        if (current != null && clock.instant().isBefore(current.renewAt)) {
            return current.token;
        }
        lock();
        try {
            current = held;
            Instant now = clock.instant();
            if (current != null && now.isBefore(current.renewAt)) {
                return current.token;
            }
            AccessToken fresh = fetcher.fetch();
            held = new Held(fresh, renewAt(now, fresh.expiresAt()));
            return fresh;
        } finally {
            fetching.unlock();
        }
    }

    @Override
    public void reject(AccessToken refused) {
        lock();
        try {
            Held current = held;
            if (current != null && current.token.value().equals(refused.value())) {
                held = null;
            }
        } finally {
            fetching.unlock();
        }
    }

    /** An interrupt ends the wait for another's fetch: a call that is given up must not keep its place until then. */
    private void lock() {
        try {
            fetching.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(
                    ProviderException.Kind.UNAVAILABLE, "cancelled while another call fetches the token", e);
        }
    }

    private static Instant renewAt(Instant now, Instant expiresAt) {
        Duration life = Duration.between(now, expiresAt);
        Duration fifth = life.dividedBy(5);
        return expiresAt.minus(fifth.compareTo(LONGEST_MARGIN) < 0 ? fifth : LONGEST_MARGIN);
    }

    private record Held(AccessToken token, Instant renewAt) {}
}
