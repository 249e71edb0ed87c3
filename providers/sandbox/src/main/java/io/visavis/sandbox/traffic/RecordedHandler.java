package io.visavis.sandbox.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Handler;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes every call of one vendor's API into the log, also those that a fault cut short. */
public final class RecordedHandler implements Handler {

    /** Set on an exchange by whoever injects a fault. */
    public static final String FAULT = "fault";

    private static final int LARGEST_KEPT = 64 * 1024;
    private static final Pattern SECRET_FIELD = Pattern.compile("(client_secret|client_assertion)=[^&]*");

    private final String vendor;
    private final Calls calls;
    private final Clock clock;
    private final Handler next;

    public RecordedHandler(String vendor, Calls calls, Clock clock, Handler next) {
        this.vendor = vendor;
        this.calls = calls;
        this.clock = clock;
        this.next = next;
    }

    @Override
    public Reply handle(Exchange exchange) throws Exception {
        long id = calls.nextId();
        var at = clock.instant();
        long begun = System.nanoTime();
        Reply reply = null;
        try {
            reply = next.handle(exchange);
            return reply;
        } finally {
            calls.add(new Call(
                    id,
                    at,
                    vendor,
                    exchange.method(),
                    exchange.sentPath(),
                    SECRET_FIELD.matcher(exchange.queryString()).replaceAll("$1=…"),
                    withoutCredentials(exchange.headers()),
                    requestBody(exchange),
                    reply == null ? 500 : reply.status(),
                    reply == null ? null : responseBody(reply),
                    exchange.note(FAULT),
                    (System.nanoTime() - begun) / 1_000_000));
        }
    }

    private static Map<String, String> withoutCredentials(Map<String, String> headers) {
        var kept = new LinkedHashMap<>(headers);
        kept.computeIfPresent("authorization", (_, value) -> value.replaceAll("^(\\w+) .*", "$1 …"));
        return kept;
    }

    private static @Nullable JsonNode requestBody(Exchange exchange) {
        var type = exchange.header("Content-Type");
        if (type == null || !(type.contains("json") || type.contains("urlencoded"))) {
            return null;
        }
        try {
            return readable(exchange.body());
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable JsonNode responseBody(Reply reply) {
        var type = reply.headers().getOrDefault("Content-Type", "");
        boolean endless = !reply.headers().containsKey("Content-Length");
        if (endless || (!type.contains("json") && !type.startsWith("text/"))) {
            return null;
        }
        var bytes = new ByteArrayOutputStream();
        try {
            reply.body().writeTo(bytes);
        } catch (IOException e) {
            return null;
        }
        return readable(bytes.toByteArray());
    }

    private static @Nullable JsonNode readable(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > LARGEST_KEPT) {
            return null;
        }
        try {
            return Json.read(bytes);
        } catch (JsonProcessingException e) {
            var text = new String(bytes, StandardCharsets.UTF_8);
            return TextNode.valueOf(SECRET_FIELD.matcher(text).replaceAll("$1=…"));
        }
    }
}
