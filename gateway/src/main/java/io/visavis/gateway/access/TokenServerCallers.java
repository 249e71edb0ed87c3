package io.visavis.gateway.access;

import io.micronaut.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Servers by their access tokens. */
@Singleton
final class TokenServerCallers implements ServerCallers {
    private final ClientTokens tokens;

    TokenServerCallers(ClientTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Optional<ClientCaller> find(HttpHeaders headers) {
        Optional<ClientCaller> caller = BearerToken.in(headers).flatMap(tokens::caller);
        if (caller.isPresent() && !caller.get().permissions().contains(Permission.WIDGET_SERVER)) {
            throw Refusal.NO_VISITORS.problem();
        }
        return caller;
    }
}
