package io.visavis.sandbox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** The gateway's admin API as its bootstrap administrator sees it. */
final class AdminApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final HttpClient http;
    private final String base;
    private final String authorization;

    AdminApi(HttpClient http, String gatewayUrl, String user, String password) {
        this.http = http;
        this.base = gatewayUrl + "/api/admin/v1/";
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** The first of a collection whose {@code name} is this. */
    Optional<JsonNode> byName(String collection, String name) throws IOException, InterruptedException {
        for (var item : items(call("GET", collection, Json.object()))) {
            if (item.path("name").asText().equals(name)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    /** Whether a plugin for this vendor is installed. */
    boolean offers(String provider) throws IOException, InterruptedException {
        return call("GET", "providers", Json.object())
                .path("providers")
                .findValuesAsText("provider")
                .contains(provider);
    }

    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return call("POST", path, body);
    }

    JsonNode put(String path, JsonNode body) throws IOException, InterruptedException {
        return call("PUT", path, body);
    }

    private JsonNode call(String method, String path, JsonNode body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .timeout(TIMEOUT);
        if (method.equals("GET")) {
            request.GET();
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(Json.bytes(body)));
        }
        var response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    method + " /api/admin/v1/" + path + " answered " + response.statusCode() + " " + response.body());
        }
        try {
            return response.body().isBlank()
                    ? Json.object()
                    : Json.read(response.body().getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IOException("/api/admin/v1/" + path + " did not answer with JSON", e);
        }
    }

    /** A bare array, or an object that holds one. */
    private static JsonNode items(JsonNode answer) {
        if (answer.isArray()) {
            return answer;
        }
        for (var field : answer) {
            if (field.isArray()) {
                return field;
            }
        }
        return answer;
    }
}
