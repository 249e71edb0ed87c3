package io.visavis.acceptance.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** 8x8's chat interface as far as one chat needs it: creation, messages, leaving, the key; deliveries signed by hand. */
final class SigningVendor implements AutoCloseable {
    private static final String TENANT = "acmesupport01";
    private static final String KEY = "test-key";
    private static final String CONVERSATIONS = "/chat-gateway/v1/conversations";

    private static final String WEBHOOKS = "/chat-gateway/v1/webhooks";
    private static final String CHANNELS = "/chat-gateway/v1/channels";

    /** A call that came in. */
    record Call(String method, String path, JsonNode body) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final KeyPair keys;
    private final HttpServer server;
    /** Does something while a creation waits for its answer. */
    private volatile Consumer<String> beforeAnswering = _ -> {};

    SigningVendor() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    List<Call> calls() {
        return calls;
    }

    void whileCreating(Consumer<String> work) {
        beforeAnswering = work;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (body.length > 0) {
            calls.add(
                    new Call(exchange.getRequestMethod(), path, Json.parse(new String(body, StandardCharsets.UTF_8))));
        }
        if (path.startsWith("/chat-gateway/v1/jwk/")) {
            reply(exchange, 200, jwk());
        } else if (path.equals(CONVERSATIONS)) {
            String id = UUID.randomUUID().toString();
            beforeAnswering.accept(id);
            reply(exchange, 202, Json.text(Map.of("conversationId", id, "createdAt", "2026-07-26T10:00:00Z")));
        } else if (path.equals(WEBHOOKS) || path.equals(CHANNELS)) {
            boolean made = exchange.getRequestMethod().equals("POST");
            reply(exchange, 200, made ? "{\"id\": \"made-1\"}" : "{}");
        } else if (path.endsWith("/messages")) {
            reply(exchange, 202, "");
        } else {
            reply(exchange, 204, "");
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/hal+json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String jwk() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return Json.text(Map.of(
                "kty",
                "RSA",
                "kid",
                KEY,
                "n",
                base64(key.getModulus().toByteArray()),
                "e",
                base64(key.getPublicExponent().toByteArray())));
    }

    /** A delivery as it goes out; the same event id again is a retry. */
    Http.Answer deliver(String webhookUrl, String eventId, int retry, Map<String, ?> event) {
        String body = Json.text(event);
        return post(webhookUrl, eventId, retry, body, body);
    }

    /** Signed over one body, sent with another. */
    Http.Answer deliverTampered(String webhookUrl, Map<String, ?> signed, Map<String, ?> sent) {
        return post(webhookUrl, UUID.randomUUID().toString(), 0, Json.text(signed), Json.text(sent));
    }

    private Http.Answer post(String webhookUrl, String eventId, int retry, String signed, String sent) {
        long now = System.currentTimeMillis();
        CRC32 checksum = new CRC32();
        checksum.update(signed.getBytes(StandardCharsets.UTF_8));
        String payload = "{\"checksum\":" + checksum.getValue() + ",\"cid\":\"acme\",\"eid\":\"" + eventId
                + "\",\"retry\":" + retry + ",\"tid\":\"" + TENANT + "\",\"tt\":" + now + "}";
        return Http.postJson(
                webhookUrl,
                sent,
                "x-8x8-customer-id",
                "acme",
                "x-8x8-tenant-id",
                TENANT,
                "x-8x8-event-id",
                eventId,
                "x-8x8-retry",
                Integer.toString(retry),
                "x-8x8-transmission-time",
                Long.toString(now),
                "x-8x8-signature",
                jws(payload));
    }

    private String jws(String payload) {
        String header = base64(("{\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"" + KEY + "\",\"alg\":\"RS256\"}")
                .getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update((header + "." + payload).getBytes(StandardCharsets.UTF_8));
            return header + ".." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
