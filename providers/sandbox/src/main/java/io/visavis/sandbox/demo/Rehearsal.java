package io.visavis.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.visavis.sandbox.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * One chat through a gateway and this sandbox, by HTTP, as a visitor and an agent would hold it: a check that both sides
 * understand each other, and what a JVM that learns from a run of its own is shown.
 */
public final class Rehearsal {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LOOK_EVERY_MILLIS = 50;
    private static final String EMAIL = "rehearsal@example.com";

    /** What a visitor of the demo starts a chat with. */
    public record Chat(String applicationId, String chatMode, Map<String, String> options) {}

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String gateway;
    private final String desk;

    public Rehearsal(String gatewayUrl, String sandboxUrl) {
        this.gateway = gatewayUrl;
        this.desk = sandboxUrl + "/control/v1/conversations";
    }

    /**
     * Holds the chat, from the queue to its end.
     *
     * @throws IOException naming the step that failed
     */
    public void run(Chat chat) throws IOException, InterruptedException {
        for (var page : new String[] {"/health/readiness", "/widget.js", "/demo", "/openapi"}) {
            get(gateway + page, "");
        }
        get(gateway + "/api/widget/v1/applications/" + chat.applicationId(), "");

        var started = start(chat);
        var conversation = gateway + "/api/widget/v1/conversations/"
                + started.path("conversationId").asText();
        var visitor = "Bearer " + started.path("accessToken").asText();
        await("a chat in the queue", () -> get(conversation + "/events", visitor), has("conversation.queued"));
        var seat = desk
                + '/'
                + await("a chat at the desk", () -> ours(get(desk, "")), found -> !found.isMissingNode())
                        .path("id")
                        .asText();
        post(seat + "/accept", "", Json.object());
        post(seat + "/say", "", Json.object().put("text", "Welcome"));
        var said = Json.object().put("id", UUID.randomUUID().toString()).put("type", "message.send");
        said.putObject("data").put("text", "Good morning");
        post(conversation + "/commands", visitor, said);
        await("words both ways", () -> get(conversation + "/events", visitor), has("message.accepted"));
        post(seat + "/end", "", Json.object());
        await("the end of the chat", () -> get(conversation + "/events", visitor), has("conversation.ended"));
    }

    private JsonNode start(Chat chat) throws IOException, InterruptedException {
        var body = Json.object()
                .put("applicationId", chat.applicationId())
                .put("chatMode", chat.chatMode())
                .put("subject", "Rehearsal");
        var options = body.putObject("options");
        chat.options().forEach(options::put);
        body.putObject("customer").put("email", EMAIL).put("name", "Rehearsal");
        return post(gateway + "/api/widget/v1/conversations", "", body);
    }

    private static Predicate<JsonNode> has(String type) {
        return page -> page.findValuesAsText("type").contains(type);
    }

    private static JsonNode ours(JsonNode conversations) {
        for (var conversation : conversations) {
            if (conversation.path("email").asText().equals(EMAIL)
                    && conversation.path("state").asText().equals("queued")) {
                return conversation;
            }
        }
        return MissingNode.getInstance();
    }

    private interface Step {
        JsonNode take() throws IOException, InterruptedException;
    }

    private static JsonNode await(String what, Step step, Predicate<JsonNode> enough)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            var answer = step.take();
            if (enough.test(answer)) {
                return answer;
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        throw new IOException("the rehearsal waited " + PATIENCE.toSeconds() + " s in vain for " + what);
    }

    private JsonNode get(String url, String authorization) throws IOException, InterruptedException {
        return call(request(url, authorization).GET().build());
    }

    private JsonNode post(String url, String authorization, JsonNode body) throws IOException, InterruptedException {
        return call(request(url, authorization)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                .build());
    }

    private static HttpRequest.Builder request(String url, String authorization) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Accept", "application/json, text/html;q=0.5, */*;q=0.1");
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private JsonNode call(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(request.method() + " " + request.uri().getPath() + " answered "
                    + response.statusCode() + " " + response.body());
        }
        var type = response.headers().firstValue("Content-Type").orElse("");
        return type.contains("json") ? Json.read(response.body().getBytes(StandardCharsets.UTF_8)) : Json.object();
    }
}
