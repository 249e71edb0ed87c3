package io.visavis.gateway.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.visavis.gateway.schema.JsonSchemas;
import java.util.List;

/** Holds what tests send and get of calls against {@code schemas/call/v1} and {@code schemas/facade/v1}. */
final class CallSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemas SCHEMAS = new JsonSchemas();

    /** What is taken and answered where; empty for no body. */
    private record Exchange(String path, String request, String reply) {}

    private static final List<Exchange> EXCHANGES = List.of(
            new Exchange("/security/facades/room", "facade/v1/room-facade.input", "facade/v1/room-facade.output"),
            new Exchange("/redeem", "call/v1/redeem-request", "call/v1/join-grant"),
            new Exchange("/connections", "call/v1/connect-request", "call/v1/welcome"),
            new Exchange("/signals", "call/v1/signals-request", ""),
            new Exchange("/quality", "call/v1/quality-report", ""),
            new Exchange("/leave", "call/v1/leave-request", ""),
            new Exchange("/device-checks", "call/v1/device-check", ""),
            new Exchange("/ice", "", "call/v1/ice-grant"),
            new Exchange("/close", "", ""));

    private CallSchemas() {}

    /** A request that was taken, and its answer. */
    static void check(String path, String request, String reply) {
        Exchange exchange = EXCHANGES.stream()
                .filter(it -> path.endsWith(it.path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no schema is known for " + path));
        check(exchange.request, request);
        check(exchange.reply, reply);
    }

    static void checkSignal(String event, String data) {
        check(event.equals("reset") ? "widget/v1/reset" : "call/v1/signal", data);
    }

    private static void check(String schema, String body) {
        if (schema.isEmpty()) {
            return;
        }
        try {
            assertThat(SCHEMAS.check(schema, JSON.readTree(body)))
                    .as(schema + " of " + body)
                    .isEmpty();
        } catch (JsonProcessingException e) {
            throw new AssertionError(schema + " of " + body, e);
        }
    }
}
