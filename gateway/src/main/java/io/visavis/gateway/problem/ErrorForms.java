package io.visavis.gateway.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Writes a problem in the form of the address that was asked: RFC 9457 everywhere, RFC 6749 5.2 at the token endpoint, the room
 * facade's own there (contract 4).
 */
@Singleton
public final class ErrorForms {
    private static final String OAUTH = "/security/oauth/";
    private static final String FACADES = "/security/facades/";

    private final ProblemResponses problems;
    private final JsonMapper json;

    ErrorForms(ProblemResponses problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    /** The response for a problem, with {@code Retry-After} where it has one. */
    public MutableHttpResponse<byte[]> of(HttpRequest<?> request, ProblemException problem) {
        String path = request.getPath();
        MutableHttpResponse<byte[]> response;
        if (path.startsWith(OAUTH)) {
            response = oauth(problem.status());
        } else if (path.startsWith(FACADES)) {
            response = facade(problem);
        } else {
            return problems.of(problem);
        }
        problem.retryAfter()
                .ifPresent(delay ->
                        response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, delay.toSeconds()))));
        return response;
    }

    private MutableHttpResponse<byte[]> oauth(HttpStatus status) {
        String code = status.getCode() >= 500 ? "server_error" : "invalid_request";
        return unstored(status, Map.of("error", code, "error_description", status.getReason()));
    }

    private MutableHttpResponse<byte[]> facade(ProblemException problem) {
        List<Map<String, String>> fields = problem.errors().stream()
                .map(wrong -> Map.of("name", wrong.field(), "description", wrong.message()))
                .toList();
        return unstored(
                problem.status(),
                Map.of(
                        "code",
                        problem.slug().replace('-', '_'),
                        "message",
                        String.valueOf(problem.getMessage()),
                        "fields",
                        fields));
    }

    private MutableHttpResponse<byte[]> unstored(HttpStatus status, Map<String, Object> body) {
        try {
            return HttpResponse.<byte[]>status(status)
                    .body(json.writeValueAsBytes(body))
                    .contentType(MediaType.APPLICATION_JSON_TYPE)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
