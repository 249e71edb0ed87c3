package io.visavis.testkit;

import io.visavis.spi.AccessToken;
import io.visavis.spi.AccessTokenSource;
import io.visavis.spi.AccessTokens;
import io.visavis.spi.ClientCredentials;
import io.visavis.spi.ProviderContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's loan to a provider: an HTTP client, a clock that moves when it is told to, and tokens {@code token-1},
 * {@code token-2}… for whatever credentials are shown. Thread-safe.
 */
public final class LentContext implements ProviderContext, AccessTokens, AutoCloseable {
    /** What the clock says at first. */
    public static final Instant NOW = Instant.parse("2025-03-04T09:00:00Z");

    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("lent-http-", 0).daemon().factory());
    private final HttpClient client = HttpClient.newBuilder()
            .executor(threads)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI webhookUrl;
    private final MovableClock clock = new MovableClock();
    private final List<ClientCredentials> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger fetched = new AtomicInteger();
    private volatile Set<String> scopes = Set.of();

    /** A loan to a connection of the provider whose descriptor names this webhook path. */
    public LentContext(String webhookPath) {
        webhookUrl = URI.create("https://gateway.example/api/" + webhookPath + "/connection-1/conversations/events");
    }

    /** The scopes of tokens fetched from now on. */
    public LentContext granting(String... granted) {
        scopes = Set.of(granted);
        return this;
    }

    /** The credentials that a provider has shown, oldest first. */
    public List<ClientCredentials> asked() {
        return List.copyOf(asked);
    }

    /** How many tokens were fetched by secret. */
    public int fetched() {
        return fetched.get();
    }

    /** Time goes by. */
    public void advance(Duration time) {
        clock.now.updateAndGet(now -> now.plus(time));
    }

    @Override
    public String connectionId() {
        return "connection-1";
    }

    @Override
    public URI webhookUrl() {
        return webhookUrl;
    }

    @Override
    public HttpClient httpClient() {
        return client;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public AccessTokens accessTokens() {
        return this;
    }

    @Override
    public AccessTokenSource clientCredentials(ClientCredentials credentials) {
        asked.add(credentials);
        return cached(() -> new AccessToken(
                "token-" + fetched.incrementAndGet(), clock.instant().plusSeconds(600), scopes));
    }

    @Override
    public AccessTokenSource cached(TokenFetcher fetcher) {
        return new OneToken(fetcher);
    }

    /** Breaks off what is under way. */
    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }

    private static final class MovableClock extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final class OneToken implements AccessTokenSource {
        private final TokenFetcher fetcher;
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable AccessToken current;

        OneToken(TokenFetcher fetcher) {
            this.fetcher = fetcher;
        }

        @Override
        public AccessToken token() {
            lock.lock();
            try {
                AccessToken token = current == null ? fetcher.fetch() : current;
                current = token;
                return token;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void reject(AccessToken refused) {
            lock.lock();
            try {
                if (refused.equals(current)) {
                    current = null;
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
