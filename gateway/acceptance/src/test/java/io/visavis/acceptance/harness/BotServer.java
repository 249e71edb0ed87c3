package io.visavis.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A site's own server with credentials of its own, whose bot has talked to the visitor before anyone called a person. */
public final class BotServer {
    public static final String QUESTION = "How can I help you?";
    public static final String ANSWER = "My router blinks red";

    private final Demo demo;
    private final String authorization;

    public BotServer(Demo demo) {
        this.demo = demo;
        JsonNode client = Http.postJson(
                        demo.url() + "/api/admin/v1/applications/" + demo.applicationId() + "/clients",
                        Map.of("name", "Bot " + UUID.randomUUID(), "permissions", List.of("widget-server")),
                        "Authorization",
                        demo.adminAuthorization())
                .expect(201)
                .json();
        String form = "grant_type=client_credentials&client_id="
                + client.path("clientId").asText() + "&client_secret="
                + client.path("clientSecret").asText();
        authorization = "Bearer "
                + Http.post(
                                demo.url() + "/security/oauth/token",
                                form,
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .expect(200)
                        .json()
                        .path("access_token")
                        .asText();
    }

    /** Starts for a visitor, telling what was said and {@code plan=gold}; the conversation's id. */
    public String start(String email, String chatMode, Map<String, String> options) {
        Map<String, Object> body = Map.of(
                "applicationId", demo.applicationId(),
                "chatMode", chatMode,
                "options", options,
                "subject", "Router",
                "customer", Map.of("email", email, "name", "Maria Papadaki"),
                "context", Map.of("plan", "gold"),
                "history",
                        List.of(
                                Map.of("author", "bot", "text", QUESTION, "at", "2026-11-20T09:15:00Z"),
                                Map.of("author", "visitor", "text", ANSWER, "at", "2026-11-20T09:15:20Z")));
        return Http.postJson(demo.url() + "/api/widget/v1/conversations", body, "Authorization", authorization)
                .expect(201)
                .json()
                .path("conversationId")
                .asText();
    }

    /** The token, and the link where the demo's site is. */
    public JsonNode handover(String conversationId) {
        return Http.post(path(conversationId) + "/handovers", "", "Authorization", authorization)
                .expect(201)
                .json();
    }

    public Http.Answer command(String conversationId, String type, Map<String, ?> data) {
        return Http.postJson(
                path(conversationId) + "/commands",
                Map.of("id", UUID.randomUUID().toString(), "type", type, "data", data),
                "Authorization",
                authorization);
    }

    /** The first hundred, with the vendor's part. */
    public JsonNode events(String conversationId) {
        return Http.get(path(conversationId) + "/events", "Authorization", authorization, "Accept", "application/json")
                .expect(200)
                .json()
                .path("events");
    }

    private String path(String conversationId) {
        return demo.url() + "/api/widget/v1/conversations/" + conversationId;
    }
}
