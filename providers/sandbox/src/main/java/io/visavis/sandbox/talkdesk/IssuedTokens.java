package io.visavis.sandbox.talkdesk;

import io.visavis.sandbox.http.Exchange;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens that were handed out, and the check of a call's bearer. Thread-safe. */
final class IssuedTokens {

    private record Token(String clientId, Set<String> scopes, Instant expiresAt) {}

    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Clock clock;

    IssuedTokens(Clock clock) {
        this.clock = clock;
    }

    String issue(String clientId, Set<String> scopes, long lifetimeSeconds) {
        var now = clock.instant();
        tokens.values().removeIf(token -> token.expiresAt().isBefore(now.minusSeconds(60)));
        var value = "td-" + UUID.randomUUID();
        tokens.put(value, new Token(clientId, Set.copyOf(scopes), now.plusSeconds(lifetimeSeconds)));
        return value;
    }

    /** @throws TalkdeskException 401 without a valid token, 403 without the scope */
    void require(Exchange exchange, String scope) {
        var header = exchange.header("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            throw TalkdeskException.of(401, "A bearer token is required");
        }
        var token = tokens.get(header.substring("bearer ".length()).strip());
        if (token == null || !clock.instant().isBefore(token.expiresAt())) {
            throw TalkdeskException.of(401, "The token is unknown or has expired");
        }
        if (!token.scopes().contains(scope)) {
            throw TalkdeskException.of(403, "The token lacks the scope " + scope);
        }
    }

    /** As if the vendor had withdrawn every token: the next call of any client gets 401. */
    void clear() {
        tokens.clear();
    }
}
