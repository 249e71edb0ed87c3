package io.visavis.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.Stream;

/** Plain HTTP, one line a call. Headers are given as name, value, name, value. */
public final class Http {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Await.PATIENCE)
            .build();

    private Http() {}

    /**
     * An answer.
     *
     * @param body as text
     */
    public record Answer(int status, String body, HttpResponse<?> response) {
        public JsonNode json() {
            return Json.parse(body);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** Itself, when the status is one of these. */
        public Answer expect(int... statuses) {
            if (Arrays.stream(statuses).noneMatch(wanted -> wanted == status)) {
                throw new AssertionError(
                        response.request().method() + " " + response.uri() + " answered " + status + ": " + body);
            }
            return this;
        }
    }

    public static Answer get(String url, String... headers) {
        return send(request(url, headers).GET());
    }

    public static Answer post(String url, String body, String... headers) {
        return send(request(url, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public static Answer postJson(String url, Object body, String... headers) {
        String text = body instanceof String given ? given : Json.text(body);
        return post(
                url,
                text,
                Stream.concat(Stream.of("Content-Type", "application/json"), Arrays.stream(headers))
                        .toArray(String[]::new));
    }

    public static Answer delete(String url, String... headers) {
        return send(request(url, headers).DELETE());
    }

    public static Answer putJson(String url, Object body, String... headers) {
        return send(request(url, headers)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(Json.text(body))));
    }

    public static HttpRequest.Builder request(String url, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url)).timeout(Await.PATIENCE);
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return builder;
    }

    public static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static HttpClient client() {
        return CLIENT;
    }
}
