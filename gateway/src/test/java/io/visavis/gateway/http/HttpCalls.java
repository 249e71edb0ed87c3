package io.visavis.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Calls to the server of a test, by a client that knows nothing of Micronaut. */
public final class HttpCalls {
    /** Signs in the administrator of the tests' configuration. */
    public static final String ADMINISTRATOR = basic("admin", "test-administrator");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;

    public HttpCalls(URI base) {
        this.base = base;
    }

    /** What came back. */
    public record Answer(int status, String text, HttpResponse<String> response) {

        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(text, e);
            }
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** The wrong fields of a problem. */
        public String fields() {
            return String.join(" ", json().findValuesAsText("field"));
        }
    }

    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** A call; a header whose value is null is left out. */
    public Answer send(String method, String path, String body, String... headers) {
        return answer(method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body), headers);
    }

    /** Posts bytes as they are; a header whose value is null is left out. */
    public Answer upload(String path, byte[] content, String... headers) {
        return answer("POST", path, BodyPublishers.ofByteArray(content), headers);
    }

    private Answer answer(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i + 1] != null) {
                request.header(headers[i], headers[i + 1]);
            }
        }
        try {
            HttpResponse<String> response =
                    DocumentedApi.checked(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As the administrator. */
    public Answer get(String path) {
        return send("GET", "/api/admin/v1/" + path, null, "Authorization", ADMINISTRATOR);
    }

    /** As the administrator, with JSON. */
    public Answer send(String method, String path, String json) {
        return send(
                method,
                "/api/admin/v1/" + path,
                json,
                "Authorization",
                ADMINISTRATOR,
                "Content-Type",
                json == null ? null : "application/json");
    }
}
