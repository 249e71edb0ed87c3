package io.visavis.gateway.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers a {@link ProblemException}. */
@Singleton
final class ProblemHandler implements ExceptionHandler<ProblemException, HttpResponse<byte[]>> {
    private final ProblemResponses problems;

    ProblemHandler(ProblemResponses problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<byte[]> handle(HttpRequest request, ProblemException exception) {
        return problems.of(exception);
    }
}
