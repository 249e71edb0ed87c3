package io.visavis.gateway.access;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import io.visavis.gateway.problem.ErrorForms;
import jakarta.inject.Singleton;

/** Says why the table refused a request. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class RefusalHandler implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {
    private final ErrorForms forms;

    RefusalHandler(ErrorForms forms) {
        this.forms = forms;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException exception) {
        Refusal refusal = ((HttpRequest<?>) request)
                .getAttribute(Refusal.ATTRIBUTE, Refusal.class)
                .orElse(Refusal.CLOSED);
        MutableHttpResponse<?> response = forms.of(request, refusal.problem());
        if (refusal.challenge != null) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, refusal.challenge);
        }
        if (refusal == Refusal.TOO_MANY) {
            response.header(HttpHeaders.RETRY_AFTER, "60");
        }
        return response;
    }
}
