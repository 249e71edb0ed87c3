package io.visavis.eightbyeight;

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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A gateway's loan to a provider, with a fixed clock and tokens {@code token-1}, {@code token-2}… for a secret. */
public final class FakeContext implements ProviderContext, AccessTokens {
    public static final Instant NOW = Instant.parse("2025-03-04T09:00:00Z");

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final List<ClientCredentials> asked = new ArrayList<>();
    private int fetched;
    private Set<String> scopes = Set.of();

    /** The scopes of tokens fetched from now on. */
    public FakeContext granting(String... granted) {
        scopes = Set.of(granted);
        return this;
    }

    /** The credentials that a provider has shown, oldest first. */
    public List<ClientCredentials> asked() {
        return asked;
    }

    /** How many tokens were fetched by secret. */
    public int fetched() {
        return fetched;
    }

    @Override
    public String connectionId() {
        return "connection-1";
    }

    @Override
    public URI webhookUrl() {
        return URI.create("https://gateway.example/api/chat-gateway/8x8/connection-1/conversations/events");
    }

    @Override
    public HttpClient httpClient() {
        return client;
    }

    @Override
    public Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Override
    public AccessTokens accessTokens() {
        return this;
    }

    @Override
    public AccessTokenSource clientCredentials(ClientCredentials credentials) {
        asked.add(credentials);
        return cached(() -> {
            fetched++;
            return new AccessToken("token-" + fetched, NOW.plusSeconds(600), scopes);
        });
    }

    @Override
    public AccessTokenSource cached(TokenFetcher fetcher) {
        return new OneToken(fetcher);
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
