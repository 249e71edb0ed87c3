package io.visavis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.visavis.sandbox.eightbyeight.EightByEight;
import io.visavis.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * 8x8's wire by the contract: which calls there are and how each succeeds (2.0, 1.2, 5), and what answers and events look like
 * ({@code schemas/8x8}). Written apart from the sandbox, so that both are not wrong in the same way.
 */
final class EightByEightWire {

    private static final Path SCHEMAS = Path.of("../../schemas/8x8");
    private static final Map<String, JsonSchema> LOADED = new ConcurrentHashMap<>();

    /** An answer without a body. */
    private static final String NOTHING = "";
    /** An answer that no schema describes. */
    private static final String ANYTHING = "*";

    /** The schema passes over events it does not know (contract 3.5, 3.6). */
    private static final Set<String> EVENTS = Set.of(
            "WEB_HOOK_VERIFY",
            "CONVERSATION_UPDATE",
            "QUEUED",
            "MEMBERS_CHANGED",
            "TRANSFER",
            "MESSAGE",
            "ACTIVITY",
            "AGENT_JOINED",
            "AGENT_LEFT",
            "TEXT");

    private static final String HAL = "application/hal+json";
    private static final String JSON = "application/json";
    private static final String XML = "application/xml";
    private static final String ANALYTICS = "/analytics/cc/v5/realtime-metrics/queues";

    private record Call(String method, Pattern path, int status, String type, String schema) {
        boolean is(String asked, String at) {
            return method.equals(asked) && path.matcher(at).matches();
        }
    }

    private static final List<Call> CALLS = List.of(
            hal("GET", "/webhooks", 200, "response-webhook-list"),
            hal("POST", "/webhooks", 200, "response-webhook"),
            hal("POST", "/webhooks/verify", 204, NOTHING),
            hal("GET", "/webhooks/{}", 200, "response-webhook"),
            hal("PUT", "/webhooks/{}", 200, "response-webhook"),
            hal("DELETE", "/webhooks/{}", 204, NOTHING),
            call("GET", "/chat-gateway/v1/jwk/{}/public", 200, JSON, "response-jwk"),
            call("GET", "/vcc/{}/chat/v2/jwk/{}/public", 200, JSON, "response-jwk"),
            hal("GET", "/channels", 200, "response-channel-list"),
            hal("POST", "/channels", 200, "response-channel"),
            hal("GET", "/channels/{}", 200, "response-channel"),
            hal("PUT", "/channels/{}", 200, "response-channel"),
            hal("DELETE", "/channels/{}", 204, NOTHING),
            hal("GET", "/conversations", 200, "response-conversation-list"),
            hal("POST", "/conversations", 202, "response-conversation-created"),
            hal("GET", "/conversations/{}", 200, "response-conversation"),
            hal("PUT", "/conversations/{}", 202, "response-conversation"),
            hal("PATCH", "/conversations/{}", 202, "response-conversation"),
            hal("GET", "/conversations/{}/interactions", 200, "response-interactions"),
            hal("POST", "/conversations/{}/post-agent-assignment", 201, NOTHING),
            hal("POST", "/conversations/{}/typing", 204, NOTHING),
            hal("POST", "/conversations/{}/thinking", 204, NOTHING),
            hal("POST", "/conversations/{}/read-receipt", 204, NOTHING),
            hal("GET", "/conversations/{}/participants", 200, "response-participants"),
            hal("PATCH", "/conversations/{}/participants/user", 204, NOTHING),
            hal("GET", "/conversations/{}/messages", 200, "response-message-list"),
            hal("POST", "/conversations/{}/messages", 202, NOTHING),
            hal("GET", "/conversations/{}/messages/{}", 200, "response-message"),
            hal("GET", "/conversations/{}/messages/{}/cards", 200, "response-cards"),
            hal("GET", "/conversations/{}/attachments", 200, "response-attachment-list"),
            hal("POST", "/conversations/{}/attachments", 200, "response-attachment"),
            hal("GET", "/conversations/{}/attachments/{}", 200, "response-attachment"),
            call(
                    "GET",
                    "/chat-gateway/v1/conversations/{}/attachments/{}/content",
                    200,
                    "application/octet-stream",
                    ANYTHING),
            call("GET", "/files/8x8/{}", 200, "application/octet-stream", ANYTHING),
            call("PUT", "/api/v1/tenant/{}/conversations/{}/cards/{}/action-submit", 204, HAL, NOTHING),
            call("PUT", "/api/v1/tenant/{}/conversations/{}/cards/{}/action-execute", 204, HAL, NOTHING),
            call("POST", "/oauth/v2/token", 200, JSON, "response-oauth-token"),
            call("GET", "/cc/v1/stats/rt/queues", 200, JSON, "response-queue-stats"),
            call("GET", "/cc/v1/stats/rt/queue/{}", 200, JSON, "response-queue-stats"),
            call("GET", "/cc/v1/schedules", 200, JSON, "response-schedules"),
            call("GET", "/cc/v1/schedules/{}/status", 200, JSON, "response-schedule-status"),
            call("GET", "(/eu|/au|/ca)?" + ANALYTICS, 200, JSON, "response-realtime-metrics"),
            call("GET", "(/eu|/au|/ca)?" + ANALYTICS + "/{}", 200, JSON, "response-realtime-metrics"),
            call("GET", ANALYTICS + "/{}/agents", 200, JSON, "response-realtime-metrics"),
            call("GET", ANALYTICS + "/{}/agents/{}", 200, JSON, "response-realtime-metrics"),
            call("GET", "/api/rtstats/stats/queues.json", 200, JSON, "response-queue-stats"),
            call("GET", "/api/rtstats/stats/queue/{}.json", 200, JSON, "response-queue-stats"),
            call("GET", "/api/rtstats/stats/agents.json", 200, JSON, ANYTHING),
            call("GET", "/api/rtstats/stats/(queues|queue/{}|agents)", 200, XML, ANYTHING),
            call("GET", "/api/provisioning/schedules", 200, JSON, "response-schedules"),
            call("GET", "/api/provisioning/schedules/{}/status(.json)?", 200, JSON, "response-schedule-status"),
            call("GET", "/api/v1/tenants/{}/agentstatus/agents/{}", 200, JSON, "response-agent-status"));

    private EightByEightWire() {}

    private static Call hal(String method, String path, int status, String schema) {
        return call(method, "/chat-gateway/v1" + path, status, HAL, schema);
    }

    private static Call call(String method, String path, int status, String type, String schema) {
        return new Call(method, Pattern.compile(path.replace(".", "\\.").replace("{}", "[^/]+")), status, type, schema);
    }

    /** Holds an answer against the contract; those that are not 8x8's pass. */
    static void requireFaithful(HttpResponse<String> response) {
        var path = response.request().uri().getPath();
        if (!EightByEight.owns(path)) {
            return;
        }
        var method = response.request().method();
        var what = method + " " + path + " answers " + response.statusCode() + ": " + response.body();
        var type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() >= 400) {
            if (path.startsWith("/chat-gateway/")) {
                assertThat(type).as(what).isEqualTo("application/problem+json");
            }
            if (type.endsWith("json")) {
                require("response-error", read(response.body()), what);
            }
            return;
        }
        var call = CALLS.stream()
                .filter(one -> one.is(method, path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("8x8 has no such call: " + what));
        assertThat(response.statusCode()).as(what).isEqualTo(call.status());
        if (call.schema().equals(NOTHING)) {
            assertThat(response.body()).as(what).isEmpty();
            return;
        }
        if (type.equals(XML) && path.startsWith("/api/provisioning/")) {
            // What it answers unless JSON is asked for.
            return;
        }
        assertThat(type).as(what).isEqualTo(call.type());
        if (!call.schema().equals(ANYTHING)) {
            require(call.schema(), read(response.body()), what);
        }
    }

    /** Of either generation. */
    static void requireEvent(JsonNode event) {
        assertThat(EVENTS).as("8x8's events").contains(event.path("eventType").asText());
        require("event", event, "the event " + event);
    }

    private static void require(String schema, JsonNode document, String what) {
        assertThat(LOADED.computeIfAbsent(schema, EightByEightWire::load).validate(document))
                .as(what)
                .isEmpty();
    }

    private static JsonNode read(String body) {
        try {
            return Json.read(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }

    private static JsonSchema load(String name) {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(Files.readString(SCHEMAS.resolve(name + ".schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
