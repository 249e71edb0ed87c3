package io.visavis.gateway.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
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
            throw ProblemException.of(
                    HttpStatus.FORBIDDEN,
                    "not-allowed",
                    ProblemAction.NONE,
                    "This client may not act for visitors; it needs the permission widget-server, which is given to a new"
                            + " client at /api/admin/v1/applications/{id}/clients.");
        }
        return caller;
    }
}
