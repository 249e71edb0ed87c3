package io.visavis.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.settings.GatewaySettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A sandbox on a free port beside a {@link FakeGateway}, and the requests that the tests need. */
final class RunningSandbox implements AutoCloseable {

    static final String TOUCHPOINT = "9a3b1c5d-2e4f-4a6b-8c7d-0e1f2a3b4c5d";

    final FakeGateway gateway = new FakeGateway();
    final Sandbox sandbox;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private String token = "";

    RunningSandbox() throws IOException {
        var known = new GatewaySettings(null, null, null, "gw-client", "gw secret&=", "app-1", "key-1");
        sandbox = new Sandbox("127.0.0.1", 0, known.over(GatewaySettings.at(gateway.url())));
        url = "http://127.0.0.1:" + sandbox.port();
    }

    String url() {
        return url;
    }

    record Answer(int status, String body) {
        JsonNode json() {
            try {
                return Json.read(body.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }
    }

    /** Logs in once with the well-known client. */
    String token() {
        if (token.isEmpty()) {
            var request = HttpRequest.newBuilder(URI.create(url + "/oauth/token"))
                    .header("Authorization", "Basic c2FuZGJveC1jbGllbnQ6c2FuZGJveC1zZWNyZXQ=")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials"));
            token = send(request).json().path("access_token").asText();
        }
        return token;
    }

    Answer api(String method, String path, String body, String... headers) {
        return call(method, path, body, "Bearer " + token(), headers);
    }

    Answer control(String method, String path, String body) {
        return call(method, "/control/v1" + path, body, "");
    }

    private Answer call(String method, String path, String body, String authorization, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return trySend(request);
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        }
    }

    Answer trySend(HttpRequest.Builder request) throws IOException {
        var response = respond(request);
        return new Answer(response.statusCode(), response.body());
    }

    /** With its headers. What comes as 8x8 is held against the contract. */
    HttpResponse<String> respond(HttpRequest.Builder request) throws IOException {
        try {
            var response = http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
            EightByEightWire.requireFaithful(response);
            return response;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A conversation that a visitor started; its id. */
    String started() {
        var answer = api("POST", "/digital-connect/conversations", start("maria@example.com"));
        return answer.json().path("id").asText();
    }

    static String start(String email) {
        return "{\"touchpoint_id\":\"" + TOUCHPOINT + "\",\"subject\":\"Help\",\"contact_person\":{\"email\":\"" + email
                + "\"},\"context_parameters\":{\"gateway_session\":\"s-1\"}}";
    }

    String accepted() {
        var id = started();
        control("POST", "/conversations/" + id + "/accept?wait=true", "");
        return id;
    }

    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("waited in vain until " + what);
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
        gateway.close();
        http.shutdownNow();
    }
}
