package io.visavis.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.visavis.sandbox.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A gateway that issues tokens, takes events and makes rooms, and remembers what it was sent. */
final class FakeGateway implements AutoCloseable {

    record Seen(String path, String query, String authorization, String contentType, String body) {
        JsonNode json() {
            try {
                return Json.read(body.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }
    }

    final List<Seen> tokenRequests = new CopyOnWriteArrayList<>();
    final List<Seen> events = new CopyOnWriteArrayList<>();
    final List<Seen> rooms = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    FakeGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/security/oauth/token", exchange -> {
            tokenRequests.add(seen(exchange));
            answer(exchange, 200, Map.of("access_token", "aa.bb.cc", "token_type", "bearer", "expires_in", 3600));
        });
        server.createContext("/security/facades/room", exchange -> {
            rooms.add(seen(exchange));
            answer(
                    exchange,
                    200,
                    Map.of(
                            "agentUrl",
                            "http://gw/a?roomId=1",
                            "ticketUrl",
                            "http://gw/t/1",
                            "recordingUrl",
                            "http://gw/r/1"));
        });
        server.createContext("/api/digital-connect/talkdesk/conversations/events", exchange -> {
            var seen = seen(exchange);
            events.add(seen);
            boolean known = seen.authorization().equals("Bearer aa.bb.cc")
                    || !seen.authorization().startsWith("Bearer");
            answer(exchange, known ? 200 : 401, Map.of("status", known ? "ok" : "refused"));
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Events of this action, by the path or the type, oldest first. */
    List<Seen> events(String action) {
        return events.stream()
                .filter(seen -> seen.path().endsWith("/" + action)
                        || seen.json().path("event_type").asText().equalsIgnoreCase(action))
                .toList();
    }

    private static Seen seen(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        return new Seen(
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestURI().getRawQuery()),
                String.valueOf(headers.getFirst("Authorization")),
                String.valueOf(headers.getFirst("Content-Type")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes = Json.bytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
