package io.visavis.gateway.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import io.visavis.gateway.schema.JsonSchemas;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a site's own server, a bot's for instance, may do with the widget API, and how a visitor takes over from it. */
@MicronautTest(transactional = false)
@TestInstance(Lifecycle.PER_CLASS)
@Property(name = "spec.name", value = "widget")
class ServersApiTest {
    private static final String API = "/api/widget/v1";
    private static final String SHOP = "Bearer server-of-app_shop";
    private static final String BANK = "Bearer server-of-app_bank";
    private static final String START = """
            {"applicationId": "app_shop", "chatMode": "fake-chat", "options": {"fake-queue": "q"},
             "customer": {"email": "mia@example.org"}, "context": {"plan": "gold"},
             "history": [{"author": "bot", "text": "How can I help?", "at": "2026-11-20T09:15:00Z"},
                         {"author": "visitor", "text": "My parcel is late", "at": "2026-11-20T09:15:20Z"}]}""";

    @Inject
    EmbeddedServer server;

    @Inject
    Sql sql;

    @Inject
    UnitOfWork units;

    private final JsonSchemas schemas = new JsonSchemas();
    private HttpCalls http;

    @BeforeEach
    void reach() {
        http = new HttpCalls(server.getURI());
    }

    @Test
    void aServerStartsAndItsVisitorSeesWhatWasSaidBefore() {
        String id = start();

        JsonNode created = events(id, SHOP).get(0);
        assertThat(created.at("/data/history/0/author").asText()).isEqualTo("bot");
        assertThat(created.at("/data/history/1/text").asText()).isEqualTo("My parcel is late");
        assertThat(schemas.check("events/v1/event", created)).isEmpty();
    }

    @Test
    void whatABrowserSaysWasSaidBeforeIsForTheAgentOnly() {
        Answer started = post("/conversations", START, null);

        JsonNode page = http.send(
                        "GET",
                        API + "/conversations/"
                                + started.json().path("conversationId").asText() + "/events",
                        null,
                        "Accept",
                        "application/json",
                        "Authorization",
                        "Bearer " + started.json().path("accessToken").asText())
                .json();
        assertThat(page.at("/events/0/data/chatMode").asText()).isEqualTo("fake-chat");
        assertThat(page.at("/events/0/data").has("history")).isFalse();
    }

    @Test
    void aServerDrivesTheConversationsOfItsApplicationOnly() {
        String id = start();
        String path = "/conversations/" + id;
        Answer said = post(path + "/commands", message("m-1", "visitor"), SHOP);

        assertThat(said.status()).as(said.text()).isEqualTo(202);
        assertThat(said("m-1", id).at("/actor/kind").asText()).isEqualTo("visitor");
        for (String door : List.of("/commands", "/handovers", "/stream-tickets", "/device-checks", "/tokens")) {
            assertThat(post(path + door, "{}", BANK).status()).as(door).isEqualTo(404);
        }
        assertThat(post("/conversations", START, BANK).status()).isEqualTo(404);
        assertThat(http.send("GET", API + path + "/events", null, "Authorization", BANK)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aKeyIsItsCallersOwn() {
        String key = "case-" + UUID.randomUUID();
        Answer byServer = startWith(key, SHOP);
        Answer byVisitor = startWith(key, null);

        assertThat(byServer.status()).as(byServer.text()).isEqualTo(201);
        assertThat(byVisitor.status()).as(byVisitor.text()).isEqualTo(201);
        assertThat(byVisitor.json().path("resumed").asBoolean()).isFalse();
        assertThat(idOf(byVisitor)).isNotEqualTo(idOf(byServer));
        for (String caller : new String[] {SHOP, null}) {
            Answer again = startWith(key, caller);
            assertThat(again.json().path("resumed").asBoolean()).isTrue();
            assertThat(idOf(again)).isEqualTo(idOf(caller == null ? byVisitor : byServer));
        }
    }

    private Answer startWith(String key, @Nullable String authorization) {
        return http.send(
                "POST",
                API + "/conversations",
                START,
                "Authorization",
                authorization,
                "Idempotency-Key",
                key,
                "Content-Type",
                "application/json");
    }

    private static String idOf(Answer started) {
        return started.json().path("conversationId").asText();
    }

    @Test
    void aTokenThatIsNoneDoesNotStartAsIfNobodyHadAsked() {
        Answer refused = post("/conversations", START, "Bearer out-of-date");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("action").asText()).isEqualTo("refresh-token");
    }

    @Test
    void onlyAServerLetsItsBotSpeak() {
        String id = start();
        JsonNode visitor = takenOver(handover(id));

        Answer byServer = post("/conversations/" + id + "/commands", message("b-1", "bot"), SHOP);
        Answer byVisitor = post(
                "/conversations/" + id + "/commands",
                message("b-2", "bot"),
                "Bearer " + visitor.path("accessToken").asText());

        assertThat(byServer.status()).as(byServer.text()).isEqualTo(202);
        assertThat(said("b-1", id).at("/actor/kind").asText()).isEqualTo("bot");
        Answer thinking = post(
                "/conversations/" + id + "/commands",
                "{\"id\": \"b-3\", \"type\": \"typing.set\", \"data\": {\"typing\": true, \"author\": \"bot\"}}",
                "Bearer " + visitor.path("accessToken").asText());

        assertThat(byVisitor.status()).isEqualTo(400);
        assertThat(byVisitor.fields()).isEqualTo("data.author");
        assertThat(thinking.fields()).isEqualTo("data.author");
    }

    @Test
    void aServerGetsTokensForAVisitorWithoutAResumeToken() {
        String id = start();
        JsonNode tokens = post("/conversations/" + id + "/tokens", "{}", SHOP).json();

        assertThat(schemas.check("widget/v1/tokens-reply", tokens)).isEmpty();
        assertThat(post(
                                "/conversations/" + id + "/tokens",
                                "{\"resumeToken\": \""
                                        + tokens.path("resumeToken").asText() + "\"}",
                                null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aServerGetsTokensWithAnEmptyBodyOfAnyType() {
        String path = "/conversations/" + start() + "/tokens";

        for (String type : new String[] {null, "application/json", "application/x-www-form-urlencoded"}) {
            Answer answer = http.send("POST", API + path, null, "Authorization", SHOP, "Content-Type", type);
            assertThat(answer.status()).as(type + " " + answer.text()).isEqualTo(200);
            assertThat(schemas.check("widget/v1/tokens-reply", answer.json())).isEmpty();
        }
        assertThat(post(path, null, null).status()).isEqualTo(400);
    }

    @Test
    void aVisitorTakesOverOnceFromTheSite() {
        String id = start();
        JsonNode handover = handover(id);
        assertThat(schemas.check("widget/v1/handover-reply", handover)).isEmpty();
        assertThat(handover.path("url").asText())
                .isEqualTo(FakeSites.SITE + "#visavis-handover="
                        + handover.path("token").asText());
        assertThat(handover.path("expiresIn").asInt()).isEqualTo(600);

        JsonNode taken = takenOver(handover);
        assertThat(schemas.check("widget/v1/start-reply", taken)).isEmpty();
        assertThat(taken.path("conversationId").asText()).isEqualTo(id);
        assertThat(taken.path("chatMode").asText()).isEqualTo("fake-chat");
        JsonNode seen = events(id, "Bearer " + taken.path("accessToken").asText());
        assertThat(seen.get(0).at("/data/history/1/text").asText()).isEqualTo("My parcel is late");
        expect(redeem(handover, null), 409, "handover-used");
    }

    @Test
    void aLostAnswerMayBeAskedForAgainWithItsKeyOnly() {
        JsonNode handover = handover(start());
        String key = UUID.randomUUID().toString();

        assertThat(redeem(handover, key).json().path("resumed").asBoolean()).isFalse();
        Answer again = redeem(handover, key);
        assertThat(again.json().path("resumed").asBoolean()).isTrue();
        assertThat(again.json().path("accessToken").asText()).isNotBlank();
        expect(redeem(handover, UUID.randomUUID().toString()), 409, "handover-used");
    }

    @Test
    void ofManyAtOnceOneTakesOver() throws Exception {
        JsonNode handover = handover(start());
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = callers
                    .invokeAll(IntStream.range(0, 8)
                            .<Callable<Integer>>mapToObj(_ ->
                                    () -> redeem(handover, UUID.randomUUID().toString())
                                            .status())
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .sorted()
                    .toList();
            assertThat(answers).containsExactly(200, 409, 409, 409, 409, 409, 409, 409);
        }
    }

    @Test
    void aNewHandoverTakesThePlaceOfTheOneBeforeAndTimeEndsIt() {
        String id = start();
        JsonNode first = handover(id);
        JsonNode second = handover(id);

        expect(redeem(first, null), 410, "handover-revoked");
        units.commit(() -> sql.update("update widget_handover set expires_at = ?", Instant.now()));
        expect(redeem(second, null), 410, "handover-expired");
    }

    @Test
    void aForeignSiteSpendsNothing() {
        JsonNode handover = handover(start());
        Answer foreign = http.send(
                "POST",
                API + "/handovers",
                token(handover),
                "Origin",
                "https://evil.example",
                "Content-Type",
                "application/json");

        assertThat(foreign.status()).isEqualTo(403);
        takenOver(handover);
    }

    @Test
    void whatIsNoHandoverAndWhatIsOverIsSaidPlainly() {
        expect(redeem(JsonNodeFactory.instance.objectNode().put("token", "none"), null), 404, "handover-not-found");
        String id = start();
        post("/conversations/" + id + "/commands", "{\"id\": \"e\", \"type\": \"conversation.end\"}", SHOP);
        expect(post("/conversations/" + id + "/handovers", "", SHOP), 409, "conversation-ended");
    }

    @Test
    void aServerIsNotHeldToTheLimitOfOneVisitor() {
        String id = start();
        String command = "{\"id\": \"same\", \"type\": \"message.send\", \"data\": {\"text\": \"Hello\"}}";

        assertThat(IntStream.range(0, 260)
                        .map(_ -> post("/conversations/" + id + "/commands", command, SHOP)
                                .status()))
                .containsOnly(202);
    }

    private String start() {
        Answer started = post("/conversations", START, SHOP);
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        return started.json().path("conversationId").asText();
    }

    private JsonNode handover(String conversation) {
        Answer made = post("/conversations/" + conversation + "/handovers", "", SHOP);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json();
    }

    private JsonNode takenOver(JsonNode handover) {
        Answer taken = redeem(handover, UUID.randomUUID().toString());
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        return taken.json();
    }

    private Answer redeem(JsonNode handover, @Nullable String key) {
        return http.send(
                "POST",
                API + "/handovers",
                token(handover),
                "Idempotency-Key",
                key,
                "Origin",
                FakeSites.SHOP_ORIGIN,
                "Content-Type",
                "application/json");
    }

    private static String token(JsonNode handover) {
        return "{\"token\": \"" + handover.path("token").asText() + "\"}";
    }

    private static String message(String id, String author) {
        return "{\"id\": \"" + id + "\", \"type\": \"message.send\", \"data\": {\"text\": \"Hello\", \"author\": \""
                + author + "\"}}";
    }

    private JsonNode said(String messageId, String conversation) {
        for (JsonNode event : events(conversation, SHOP)) {
            if (event.at("/data/messageId").asText().equals(messageId)
                    && event.path("type").asText().equals("message.created")) {
                return event;
            }
        }
        throw new AssertionError("no message " + messageId);
    }

    private JsonNode events(String conversation, String authorization) {
        Answer page = http.send(
                "GET",
                API + "/conversations/" + conversation + "/events",
                null,
                "Accept",
                "application/json",
                "Authorization",
                authorization);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return page.json().path("events");
    }

    private static void expect(Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("type").asText()).endsWith("/" + slug);
        assertThat(answer.json().path("action").asText()).isEqualTo("restart");
    }

    private Answer post(String path, @Nullable String body, @Nullable String authorization) {
        return http.send("POST", API + path, body, "Authorization", authorization, "Content-Type", "application/json");
    }
}
