package io.visavis.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** A visitor without a browser: speaks the widget API. */
public final class Visitor {

    private final Demo demo;
    private final String conversationId;
    private String accessToken;
    private String resumeToken;

    private Visitor(Demo demo, JsonNode started) {
        this.demo = demo;
        this.conversationId = started.path("conversationId").asText();
        this.accessToken = started.path("accessToken").asText();
        this.resumeToken = started.path("resumeToken").asText();
    }

    /** Starts a Talkdesk chat; returns when the gateway has taken it. */
    public static Visitor start(Demo demo) {
        return start(demo, "visitor-" + UUID.randomUUID() + "@example.com", Map.of());
    }

    public static Visitor start(Demo demo, String email, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "applicationId", demo.applicationId(),
                "chatMode", "talkdesk-digital-connect",
                "options", Map.of("dc-touchpoint-id", demo.touchpointId()),
                "subject", "Router blinks red",
                "customer", Map.of("email", email, "name", "Maria Papadaki")));
        body.putAll(more);
        JsonNode started = Http.postJson(
                        demo.url() + "/api/widget/v1/conversations",
                        body,
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .expect(201)
                .json();
        return new Visitor(demo, started);
    }

    /** Goes on with a conversation that a server hands over. */
    public static Visitor takingOver(Demo demo, String token) {
        return new Visitor(
                demo,
                Http.postJson(demo.url() + "/api/widget/v1/handovers", Map.of("token", token))
                        .expect(200)
                        .json());
    }

    /** Spends the resume token and returns the next one. */
    public String renewed() {
        JsonNode tokens = Http.postJson(path() + "/tokens", Map.of("resumeToken", resumeToken))
                .expect(200)
                .json();
        accessToken = tokens.path("accessToken").asText();
        resumeToken = tokens.path("resumeToken").asText();
        return resumeToken;
    }

    public String conversationId() {
        return conversationId;
    }

    public String path() {
        return demo.url() + "/api/widget/v1/conversations/" + conversationId;
    }

    public String authorization() {
        return "Bearer " + accessToken;
    }

    /** Sends a command with a new id and returns the answer, whatever it is. */
    public Http.Answer command(String type, Map<String, ?> data) {
        return command(UUID.randomUUID().toString(), type, data);
    }

    public Http.Answer command(String id, String type, Map<String, ?> data) {
        return Http.postJson(
                path() + "/commands", Map.of("id", id, "type", type, "data", data), "Authorization", authorization());
    }

    public String say(String text) {
        String id = UUID.randomUUID().toString();
        command(id, "message.send", Map.of("text", text)).expect(202);
        return id;
    }

    /** Every event so far. */
    public List<JsonNode> events() {
        List<JsonNode> all = new ArrayList<>();
        long after = 0;
        while (true) {
            JsonNode page = Http.get(
                            path() + "/events?after=" + after,
                            "Authorization",
                            authorization(),
                            "Accept",
                            "application/json")
                    .expect(200)
                    .json();
            page.path("events").forEach(all::add);
            after = page.path("position").asLong();
            if (!page.path("more").asBoolean()) {
                return all;
            }
        }
    }

    /**
     * The stream of events from behind a position on, as a widget opens it: the answer, whatever it is.
     *
     * @param position goes out as {@code Last-Event-ID}, and need not be one
     */
    public HttpResponse<InputStream> stream(String position) throws IOException, InterruptedException {
        return Http.client()
                .send(
                        Http.request(
                                        path() + "/events",
                                        "Authorization",
                                        authorization(),
                                        "Accept",
                                        "text/event-stream",
                                        "Last-Event-ID",
                                        position)
                                .build(),
                        BodyHandlers.ofInputStream());
    }

    public List<String> types() {
        return events().stream().map(event -> event.path("type").asText()).toList();
    }

    /** The first event of the type, waiting for it. */
    public JsonNode await(String type) {
        return await(type, _ -> true);
    }

    public JsonNode await(String type, Predicate<JsonNode> data) {
        return Await.until(type + " in the visitor's stream", Await.PATIENCE, () -> find(type, data));
    }

    public Optional<JsonNode> find(String type, Predicate<JsonNode> data) {
        return events().stream()
                .filter(event -> event.path("type").asText().equals(type) && data.test(event.path("data")))
                .findFirst();
    }

    public JsonNode awaitMessage(String text) {
        return await("message.created", data -> data.path("text").asText().equals(text));
    }
}
