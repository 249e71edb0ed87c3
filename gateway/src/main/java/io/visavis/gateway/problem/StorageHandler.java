package io.visavis.gateway.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.visavis.gateway.storage.StorageUnavailableException;
import jakarta.inject.Singleton;

/** Answers 503 with {@code Retry-After} when nothing can be stored, so that vendors and browsers come again. */
@Singleton
final class StorageHandler implements ExceptionHandler<StorageUnavailableException, HttpResponse<byte[]>> {
    private final ProblemResponses problems;

    StorageHandler(ProblemResponses problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<byte[]> handle(HttpRequest request, StorageUnavailableException exception) {
        return problems.of(ProblemException.later(
                HttpStatus.SERVICE_UNAVAILABLE,
                exception.isOverload() ? "overloaded" : "storage-unavailable",
                String.valueOf(exception.getMessage()),
                exception.retryAfter()));
    }
}
