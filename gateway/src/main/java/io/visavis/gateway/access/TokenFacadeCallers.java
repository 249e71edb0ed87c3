package io.visavis.gateway.access;

import io.micronaut.http.HttpHeaders;
import jakarta.inject.Singleton;

/** Facade callers by their access tokens. */
@Singleton
final class TokenFacadeCallers implements FacadeCallers {
    private final ClientTokens tokens;

    TokenFacadeCallers(ClientTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public ClientCaller require(HttpHeaders headers) {
        ClientCaller caller =
                BearerToken.in(headers).flatMap(tokens::caller).orElseThrow(Refusal.CLIENT_TOKEN::problem);
        if (!caller.permissions().contains(Permission.FACADE)) {
            throw Refusal.NO_ROOMS.problem();
        }
        return caller;
    }
}
