package io.visavis.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.visavis.sandbox.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes 8x8's deliveries as they come, and keeps headers and bytes, one char per byte. Closing it holds them against the schemas. */
final class FakeWebhook implements AutoCloseable {

    record Seen(Map<String, String> headers, String latin) {
        byte[] body() {
            return latin.getBytes(StandardCharsets.ISO_8859_1);
        }

        JsonNode json() {
            try {
                return Json.read(body());
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + latin, e);
            }
        }

        String type() {
            return json().path("eventType").asText();
        }
    }

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<Seen> taken = new CopyOnWriteArrayList<>();
    volatile int status = 200;
    private final HttpServer server;

    FakeWebhook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var headers = new LinkedHashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            var one = new Seen(
                    headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            taken.add(one);
            seen.add(one);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    List<String> types() {
        return seen.stream().map(Seen::type).toList();
    }

    Seen await(String type) {
        RunningSandbox.await(type + " came", () -> types().contains(type));
        return seen.stream().filter(one -> one.type().equals(type)).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        server.stop(0);
        taken.forEach(one -> EightByEightWire.requireEvent(one.json()));
    }
}
