package io.visavis.gateway.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
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
        ClientCaller caller = BearerToken.in(headers)
                .flatMap(tokens::caller)
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.UNAUTHORIZED,
                        "token-expired",
                        ProblemAction.REFRESH_TOKEN,
                        "Get an access token at /security/oauth/token and send it as a bearer token."));
        if (!caller.permissions().contains(Permission.FACADE)) {
            throw ProblemException.of(
                    HttpStatus.FORBIDDEN, "not-allowed", ProblemAction.NONE, "This client may not make rooms.");
        }
        return caller;
    }
}
