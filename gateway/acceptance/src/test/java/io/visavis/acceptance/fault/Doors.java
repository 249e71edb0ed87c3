package io.visavis.acceptance.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.acceptance.harness.BotServer;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Json;
import io.visavis.acceptance.harness.Visitor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Every place of the gateway that takes a document, with a caller who may come in. */
final class Doors {
    private final Demo demo;

    Doors(Demo demo) {
        this.demo = demo;
    }

    List<Door> all() {
        return Stream.of(Stream.of(token(), facade()), webhooks(), widget(), calls(), admin())
                .flatMap(doors -> doors)
                .toList();
    }

    private Door token() {
        return Door.of(
                        "token endpoint",
                        "POST",
                        demo.url() + "/security/oauth/token",
                        "",
                        _ -> object(Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                demo.facts().path("clientId").asText(),
                                "client_secret",
                                demo.facts().path("clientSecret").asText())))
                .refusing(Refusal.OAUTH);
    }

    private Door facade() {
        return Door.of(
                        "room facade",
                        "POST",
                        demo.url() + "/security/facades/room",
                        demo.clientAuthorization(),
                        id -> object(Map.of(
                                "applicationId",
                                demo.applicationId(),
                                "cdestination",
                                "standalone",
                                "customerId",
                                "abc123",
                                "interactionId",
                                id)))
                .refusing(Refusal.FACADE);
    }

    private Stream<Door> webhooks() {
        String events = demo.url() + "/api/digital-connect/talkdesk/conversations/events";
        String client = demo.clientAuthorization();
        String named = events.replace("talkdesk", "talkdesk/" + connectionId());
        return Stream.of(
                Door.of("webhook, one URL", "POST", events, client, Doors::message)
                        .takingAnyJson(),
                Door.of("webhook, URL per action", "POST", events + "/message_created", client, Doors::message)
                        .takingAnyJson(),
                Door.of("webhook, URL of the connection", "POST", named, client, Doors::message)
                        .takingAnyJson());
    }

    private String connectionId() {
        return demo.facts().path("talkdesk").path("connectionId").asText();
    }

    private static ObjectNode message(String id) {
        return object(Map.of(
                "event_type",
                "MESSAGE_CREATED",
                "conversation_id",
                "unknown-" + id,
                "timestamp",
                "2026-11-20T10:00:00.000Z",
                "payload",
                Map.of(
                        "id",
                        id,
                        "created_at",
                        "2026-11-20T10:00:00.000Z",
                        "content",
                        "Good morning",
                        "author",
                        Map.of("name", "Nikos", "type", "AGENT"))));
    }

    private Stream<Door> widget() {
        Visitor visitor = Visitor.start(demo);
        BotServer bot = new BotServer(demo);
        String bots = bot.start(
                Account.newEmail(), "talkdesk-digital-connect", Map.of("dc-touchpoint-id", demo.touchpointId()));
        String starts = demo.url() + "/api/widget/v1/conversations";
        return Stream.of(
                Door.of("widget start", "POST", starts, "", this::start),
                Door.of(
                        "widget command",
                        "POST",
                        visitor.path() + "/commands",
                        visitor.authorization(),
                        id -> object(Map.of("id", id, "type", "message.send", "data", Map.of("text", "Hello")))),
                Door.of(
                        "widget tokens",
                        "POST",
                        visitor.path() + "/tokens",
                        "",
                        _ -> object(Map.of("resumeToken", visitor.renewed()))),
                Door.of(
                        "widget device check",
                        "POST",
                        visitor.path() + "/device-checks",
                        visitor.authorization(),
                        _ -> deviceCheck()),
                Door.of(
                        "widget handover",
                        "POST",
                        demo.url() + "/api/widget/v1/handovers",
                        "",
                        _ -> object(
                                Map.of("token", bot.handover(bots).path("token").asText()))));
    }

    private ObjectNode start(String id) {
        return object(Map.of(
                "applicationId", demo.applicationId(),
                "chatMode", "talkdesk-digital-connect",
                "options", Map.of("dc-touchpoint-id", demo.touchpointId()),
                "subject", "Router blinks red",
                "customer", Map.of("email", id + "@example.com", "name", "Maria Papadaki", "phone", "+30 210 1234567"),
                "context", Map.of("page", "/support"),
                "history", List.of(Map.of("author", "bot", "text", "How can I help?", "at", "2026-11-20T10:00:00Z"))));
    }

    private Stream<Door> calls() {
        String api = demo.url() + "/api/call/v1";
        JsonNode links = Http.postJson(
                        demo.url() + "/security/facades/room",
                        facade().document(),
                        "Authorization",
                        demo.clientAuthorization())
                .expect(200)
                .json();
        String agentLink = links.path("agentUrl").asText().replaceAll(".*\\?", "");
        JsonNode grant = Http.postJson(api + "/redeem", Map.of("agentLink", agentLink))
                .expect(200)
                .json();
        String room = api + "/rooms/" + grant.path("roomId").asText();
        String token = "Bearer " + grant.path("callToken").asText();
        String resumeSecret = grant.path("resumeSecret").asText();
        // One that never reads its signals is soon given up: each document is of a new one.
        Supplier<String> connection = () -> {
            String id = UUID.randomUUID().toString();
            Http.postJson(room + "/connections", Map.of("connectionId", id), "Authorization", token)
                    .expect(200, 201);
            return id;
        };
        return Stream.of(
                Door.of("call redeem", "POST", api + "/redeem", "", _ -> object(Map.of("resumeSecret", resumeSecret))),
                // What browsers tell each other in "data" is theirs.
                Door.of(
                        "call signals",
                        "POST",
                        room + "/signals",
                        token,
                        id -> object(Map.of(
                                "connectionId",
                                connection.get(),
                                "signals",
                                List.of(Map.of("id", id, "type", "media-state", "data", Map.of()))))),
                Door.of(
                        "call quality",
                        "POST",
                        room + "/quality",
                        token,
                        _ -> object(Map.of("connectionId", connection.get(), "level", "good", "reason", "none"))),
                Door.of("call device check", "POST", api + "/device-checks", token, _ -> deviceCheck()),
                Door.of(
                        "call leave",
                        "POST",
                        room + "/leave",
                        token,
                        _ -> object(Map.of("connectionId", connection.get(), "reason", "left"))),
                Door.of(
                        "call connections",
                        "POST",
                        room + "/connections",
                        token,
                        id -> object(Map.of("connectionId", id))));
    }

    private static ObjectNode deviceCheck() {
        return object(Map.of("camera", "ok", "microphone", "ok", "browser", "Chromium"));
    }

    private Stream<Door> admin() {
        String api = demo.url() + "/api/admin/v1";
        String admin = demo.adminAuthorization();
        Account account = Account.open(demo);
        String application = api + "/applications/" + account.applicationId();
        return Stream.of(
                Door.of("admin applications", "POST", api + "/applications", admin, Doors::application),
                Door.of("admin application", "PUT", application, admin, Doors::application),
                Door.of(
                        "admin clients",
                        "POST",
                        application + "/clients",
                        admin,
                        id -> object(Map.of("name", id, "permissions", List.of("facade")))),
                Door.of("admin connections", "POST", application + "/connections", admin, this::connection),
                Door.of(
                        "admin connection",
                        "PUT",
                        api + "/connections/" + account.connectionId(),
                        admin,
                        this::connection),
                Door.of(
                        "admin discards",
                        "POST",
                        api + "/outbox/discard",
                        admin,
                        id -> object(Map.of("connectionId", account.connectionId(), "reason", id))));
    }

    private static ObjectNode application(String id) {
        return object(Map.of(
                "name",
                id,
                "allowedOrigins",
                List.of("https://shop.example"),
                "texts",
                Map.of("title", "Chat with us"),
                "theme",
                Map.of("colorPrimary", "#004488")));
    }

    private ObjectNode connection(String id) {
        return object(Map.of(
                "provider",
                "talkdesk",
                "name",
                id,
                "webhookCredential",
                "oauth",
                "settings",
                demo.talkdeskSettings("")));
    }

    private static ObjectNode object(Map<String, ?> values) {
        return (ObjectNode) Json.of(values);
    }
}
