package io.visavis.gateway.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes problems as RFC 9457 bodies. */
@Singleton
public final class ProblemResponses {
    private static final String TYPES = "https://visavis.io/problems/";

    private final JsonMapper json;

    ProblemResponses(JsonMapper json) {
        this.json = json;
    }

    /** The response for a problem, with {@code Retry-After} where it has one. */
    public MutableHttpResponse<byte[]> of(ProblemException problem) {
        MutableHttpResponse<byte[]> response = HttpResponse.status(problem.status());
        write(response, problem);
        problem.retryAfter()
                .ifPresent(delay ->
                        response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, delay.toSeconds()))));
        return response;
    }

    private void write(MutableHttpResponse<byte[]> response, ProblemException problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPES + problem.slug());
        body.put("title", problem.status().getReason());
        body.put("status", problem.status().getCode());
        body.put("detail", String.valueOf(problem.getMessage()));
        body.put("action", problem.action().wireName());
        if (!problem.errors().isEmpty()) {
            body.put("errors", errors(problem.errors()));
        }
        try {
            response.body(json.writeValueAsBytes(body))
                    .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<String, String>> errors(List<ProblemException.FieldError> errors) {
        return errors.stream()
                .map(error -> Map.of("field", error.field(), "message", error.message()))
                .toList();
    }
}
