package io.visavis.eightbyeight.signature;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.RawWebhook;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contract's signed deliveries and the key behind them. */
final class Fixture {
    private final JsonNode json;

    private Fixture(String name) {
        this.json = WireSchemas.json(name);
    }

    static Fixture of(String name) {
        return new Fixture(name);
    }

    static PublicKey key() {
        return JsonWebKey.read(WireSchemas.json("response-jwk.json")).orElseThrow();
    }

    /** As it arrived, a moment after it was sent. */
    RawWebhook webhook() {
        return webhook(Instant.ofEpochMilli(Long.parseLong(header("x-8x8-transmission-time")) + 250));
    }

    RawWebhook webhook(Instant receivedAt) {
        return webhook(Map.of(), receivedAt);
    }

    /** With headers changed; null takes one away. */
    RawWebhook with(String name, @Nullable String value) {
        Map<String, @Nullable String> changed = new HashMap<>();
        changed.put(name, value);
        return webhook(changed, Instant.ofEpochMilli(Long.parseLong(header("x-8x8-transmission-time")) + 250));
    }

    private RawWebhook webhook(Map<String, @Nullable String> changed, Instant receivedAt) {
        Map<String, List<String>> headers = new HashMap<>();
        for (Map.Entry<String, JsonNode> header :
                json.path("request").path("headers").properties()) {
            headers.put(header.getKey(), List.of(header.getValue().asText()));
        }
        changed.forEach((name, value) -> {
            if (value == null) {
                headers.remove(name);
            } else {
                headers.put(name, List.of(value));
            }
        });
        byte[] body = json.path("request").path("rawBody").asText().getBytes(StandardCharsets.UTF_8);
        return new RawWebhook("", headers, body, receivedAt);
    }

    String header(String name) {
        return json.path("request").path("headers").path(name).asText();
    }

    JsonNode expected() {
        return json.path("expect");
    }
}
