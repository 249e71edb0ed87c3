package io.visavis.gateway.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.http.DocumentedApi;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.schema.JsonSchemas;
import io.visavis.spi.Availability.Report;
import io.visavis.spi.Availability.State;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The widget API over HTTP, with a real database and a vendor that takes everything. */
@MicronautTest(transactional = false)
@TestInstance(Lifecycle.PER_CLASS)
@Property(name = "spec.name", value = "widget")
@Property(name = "visavis.rate-limits", value = "off")
class WidgetApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GOOD = """
            {"applicationId": "app_shop", "chatMode": "fake-chat", "options": {"fake-queue": "q"}, "subject": "Parcel",
             "customer": {"email": "mia@example.org"}}""";

    @Inject
    EmbeddedServer server;

    @Inject
    LiveProviders providers;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonSchemas schemas = new JsonSchemas();

    private record Chat(String id, String token, String resume) {}

    private Chat start() throws Exception {
        HttpResponse<String> reply = post("/conversations", GOOD);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
        JsonNode body = JSON.readTree(reply.body());
        assertThat(schemas.check("widget/v1/start-reply", body)).isEmpty();
        return new Chat(
                body.get("conversationId").asText(),
                body.get("accessToken").asText(),
                body.get("resumeToken").asText());
    }

    @Test
    void anApplicationSaysWhatItOffersAndIsCacheable() throws Exception {
        HttpResponse<String> reply = send(request("/applications/app_shop").GET());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(schemas.check("widget/v1/application", JSON.readTree(reply.body())))
                .isEmpty();
        String tag = reply.headers().firstValue("ETag").orElseThrow();
        assertThat(send(request("/applications/app_shop")
                                .header("If-None-Match", tag)
                                .GET())
                        .statusCode())
                .isEqualTo(304);
        expectProblem(send(request("/applications/app_none").GET()), 404, "application-not-found");
    }

    @Test
    void aPageThatNamesAQueueIsToldOfThatQueue() throws Exception {
        Set<Map<String, String>> asked = ConcurrentHashMap.newKeySet();
        FakeProvider vendor = (FakeProvider)
                providers.ofApplication(FakeSites.BANK).getFirst().provider();
        vendor.hours = options -> {
            asked.add(options);
            return new Report(State.OPEN, null, null, options.containsKey("fake-queue") ? 600L : 60L);
        };

        assertThat(waitSeconds("?fake-queue=loans")).isEqualTo(600);
        assertThat(waitSeconds("")).isEqualTo(60);
        assertThat(waitSeconds("?fake-queue=&fake-que=loans")).isEqualTo(60);
        assertThat(asked).containsExactlyInAnyOrder(Map.of(), Map.of("fake-queue", "loans"));
    }

    private int waitSeconds(String query) throws Exception {
        for (int i = 0; i < 100; i++) {
            HttpResponse<String> reply =
                    send(request("/applications/app_bank" + query).GET());
            JsonNode body = JSON.readTree(reply.body());
            assertThat(schemas.check("widget/v1/application", body)).isEmpty();
            JsonNode availability = body.at("/modes/0/availability");
            if (availability.has("waitSeconds")) {
                return availability.path("waitSeconds").asInt();
            }
        }
        throw new AssertionError("it was never told");
    }

    @Test
    void aStartAnswersAtOnceAndItsFirstEventStandsInTheLog() throws Exception {
        Chat chat = start();
        JsonNode page = page(chat, "?after=0");
        assertThat(schemas.check("widget/v1/events-page", page)).isEmpty();
        assertThat(page.at("/events/0/type").asText()).isEqualTo("conversation.created");
        assertThat(page.toString()).doesNotContain("\"provider\"");
    }

    @Test
    void theSameKeyStartsOneConversationAndAnotherBodyIsRefused() throws Exception {
        String key = UUID.randomUUID().toString();
        JsonNode first = JSON.readTree(
                post("/conversations", GOOD, "Idempotency-Key", key).body());
        JsonNode again = JSON.readTree(
                post("/conversations", GOOD, "Idempotency-Key", key).body());
        assertThat(again.get("conversationId")).isEqualTo(first.get("conversationId"));
        assertThat(first.get("resumed").asBoolean()).isFalse();
        assertThat(again.get("resumed").asBoolean()).isTrue();
        expectProblem(
                post("/conversations", GOOD.replace("Parcel", "Other"), "Idempotency-Key", key),
                422,
                "idempotency-key-reused");
    }

    @Test
    void aStartNamesEveryWrongField() throws Exception {
        JsonNode problem = expectProblem(post("/conversations", """
                        {"applicationId": "app_shop", "chatMode": "fake-chat", "subject": 7, "extra": 1,
                         "options": {"fake-que": "x"}}"""), 400, "invalid-request");
        assertThat(problem.get("errors").findValuesAsText("field"))
                .contains("subject", "extra", "options.fake-queue", "options.fake-que", "customer.email");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"a\":1,\"a\":2}",
                "{\"applicationId\":\"app_shop\",\"chatMode\":\"\\u0000\"}"
            })
    void aBodyThatIsNoneIsAClearProblem(String body) throws Exception {
        HttpResponse<String> reply = post("/conversations", body);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
    }

    @Test
    void tooDeepAndTooLargeBodiesAreRefused() throws Exception {
        assertThat(post("/conversations", "[".repeat(2000)).statusCode()).isEqualTo(400);
        assertThat(post("/conversations", "\"" + "x".repeat(300_000) + "\"").statusCode())
                .isEqualTo(413);
    }

    @Test
    void aForeignSiteIsRefusedAndAnAllowedOneIsNamed() throws Exception {
        expectProblem(post("/conversations", GOOD, "Origin", "https://evil.example"), 403, "origin-not-allowed");
        expectProblem(post("/conversations", GOOD, "Origin", "https://bank.example"), 403, "origin-not-allowed");
        HttpResponse<String> allowed = post("/conversations", GOOD, "Origin", FakeSites.SHOP_ORIGIN);
        assertThat(allowed.statusCode()).isEqualTo(201);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains(FakeSites.SHOP_ORIGIN);
        assertThat(allowed.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Origin"));
    }

    @Test
    void aPreflightIsAnsweredToKnownSitesOnly() throws Exception {
        assertThat(preflight(FakeSites.SHOP_ORIGIN).headers().firstValue("Access-Control-Allow-Origin"))
                .contains(FakeSites.SHOP_ORIGIN);
        HttpResponse<String> foreign = preflight("https://evil.example");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void aTokenOpensItsOwnConversationOnly() throws Exception {
        Chat mine = start();
        Chat other = start();
        expectProblem(
                send(request("/conversations/" + other.id + "/events")
                        .header("Accept", "application/json")
                        .header("Authorization", "Bearer " + mine.token)
                        .GET()),
                404,
                "conversation-not-found");
        assertThat(send(request("/conversations/" + mine.id + "/events")
                                .header("Accept", "application/json")
                                .GET())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSpentResumeTokenWorksUntilItsSuccessorIsUsedAndThenRevokesTheSession() throws Exception {
        Chat chat = start();
        JsonNode lost = renew(chat, chat.resume, 200);
        renew(chat, chat.resume, 200);
        JsonNode kept = renew(chat, chat.resume, 200);
        assertThat(kept.get("resumeToken")).isNotEqualTo(lost.get("resumeToken"));
        renew(chat, kept.get("resumeToken").asText(), 200);
        JsonNode problem = renew(chat, chat.resume, 401);
        assertThat(problem.get("action").asText()).isEqualTo("restart");
        renew(chat, kept.get("resumeToken").asText(), 401);
    }

    @Test
    void aResumeTokenIsNotRenewedWithoutEnd() throws Exception {
        Chat chat = start();
        for (int use = 0; use < 10; use++) {
            renew(chat, chat.resume, 200);
        }
        renew(chat, chat.resume, 401);
    }

    @Test
    void aCommandIsTakenOnceAndItsMessageStandsInTheLog() throws Exception {
        Chat chat = start();
        String command = "{\"id\": \"m-1\", \"type\": \"message.send\", \"data\": {\"text\": \"Hello\"}}";
        JsonNode first = command(chat, command, 202);
        JsonNode again = command(chat, command, 202);
        assertThat(again).isEqualTo(first);
        assertThat(schemas.check("widget/v1/command-reply", first)).isEmpty();
        List<String> texts = page(chat, "?after=0&limit=500").findValuesAsText("text");
        assertThat(texts).containsExactly("Hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"a\",\"type\":\"message.send\"}",
                "{\"id\":\"a\",\"type\":\"message.send\",\"data\":{\"text\":\"\"}}",
                "{\"id\":\"a\",\"type\":\"message.send\",\"data\":{\"text\":\"  \"}}",
                "{\"id\":\"a\",\"type\":\"message.send\",\"data\":{\"attachments\":[\"att_none\"]}}",
                "{\"id\":\"a b\",\"type\":\"conversation.end\"}",
                "{\"id\":\"a\",\"type\":\"fly\"}",
                "{\"id\":\"a\",\"type\":\"call.accept\",\"data\":{\"roomId\":\"r\",\"kind\":\"smell\"}}"
            })
    void aWrongCommandIsNamedAndNotTaken(String command) throws Exception {
        Chat chat = start();
        assertThat(command(chat, command, 400).get("errors")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"200b", "feff", "2060", "ad", "200e", "a0", "3164", "fe0f", "2800", "1", "85", "180e", "2028"})
    void aMessageOfWhichNothingIsSeenSaysNothing(String unseen) throws Exception {
        Chat chat = start();
        String escape = "\\u" + "0".repeat(4 - unseen.length()) + unseen;
        String command = "{\"id\":\"a\",\"type\":\"message.send\",\"data\":{\"text\":\"%s\"}}";

        JsonNode refused = command(chat, command.formatted(escape + " " + escape), 400);
        assertThat(refused.at("/errors/0/field").asText()).isEqualTo("data.text");
        command(chat, command.formatted(escape + "?"), 202);
    }

    @Test
    void aTagOfAnotherPlaneIsNotSeenEitherAndAnEmojiIs() throws Exception {
        Chat chat = start();
        String command = "{\"id\":\"a\",\"type\":\"message.send\",\"data\":{\"text\":\"%s\"}}";

        command(chat, command.formatted("\\udb40\\udc61"), 400);
        command(chat, command.formatted("\\ud83d\\ude00\\ufe0f"), 202);
    }

    @Test
    void aRequiredFieldOfWhichNothingIsSeenIsMissing() throws Exception {
        JsonNode problem = expectProblem(
                post("/conversations", GOOD.replace("mia@example.org", "\\u200b\\ufeff")), 400, "invalid-request");
        assertThat(problem.get("errors").findValuesAsText("message")).contains("is required for this chat mode");
    }

    @Test
    void whatTheVendorDoesNotCarryIsRefusedAsSuch() throws Exception {
        JsonNode problem = command(start(), "{\"id\":\"t\",\"type\":\"typing.set\",\"data\":{\"typing\":true}}", 422);
        assertThat(problem.get("type").asText()).endsWith("/unsupported-here");
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithTheLimit() throws Exception {
        JsonNode problem = command(
                start(),
                "{\"id\":\"l\",\"type\":\"message.send\",\"data\":{\"text\":\"" + "x".repeat(4001) + "\"}}",
                400);
        assertThat(problem.toString()).contains("4000");
    }

    @Test
    void afterTheEndTheVisitorIsToldToStartAnew() throws Exception {
        Chat chat = start();
        command(chat, "{\"id\":\"e\",\"type\":\"conversation.end\"}", 202);
        command(chat, "{\"id\":\"e2\",\"type\":\"conversation.end\",\"data\":{}}", 202);
        JsonNode problem =
                command(chat, "{\"id\":\"m\",\"type\":\"message.send\",\"data\":{\"text\":\"Hello?\"}}", 409);
        assertThat(problem.get("action").asText()).isEqualTo("restart");
    }

    @Test
    void aStreamShowsThePastAndWhatComes() throws Exception {
        Chat chat = start();
        try (InputStream stream = stream(chat, "", "Authorization", "Bearer " + chat.token)) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            assertThat(frame(lines).getFirst()).startsWith(":");
            assertThat(frame(lines)).contains("id: 1", "event: conversation.created");
            command(chat, "{\"id\":\"s\",\"type\":\"message.send\",\"data\":{\"text\":\"Now\"}}", 202);
            List<String> next = frame(lines);
            while (!next.contains("event: message.created")) {
                next = frame(lines);
            }
            assertThat(next).anyMatch(line -> line.startsWith("data: ") && line.contains("\"Now\""));
        }
    }

    @Test
    void theHeaderWinsOverTheParameterAndAnUnknownPositionIsReset() throws Exception {
        Chat chat = start();
        for (String position : List.of("999999", "-4", "x", "9".repeat(4000))) {
            try (InputStream stream =
                    stream(chat, "?after=0", "Authorization", "Bearer " + chat.token, "Last-Event-ID", position)) {
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
                assertThat(frame(lines)).isNotEmpty();
                assertThat(frame(lines)).contains("event: reset");
            }
        }
    }

    @Test
    void pagesRefusePositionsAndLimitsThatAreNone() throws Exception {
        Chat chat = start();
        assertThat(pageStatus(chat, "?after=x")).isEqualTo(400);
        assertThat(pageStatus(chat, "?after=-1")).isEqualTo(400);
        assertThat(pageStatus(chat, "?after=999999")).isEqualTo(409);
        assertThat(pageStatus(chat, "?limit=0")).isEqualTo(400);
        assertThat(pageStatus(chat, "?limit=501")).isEqualTo(400);
    }

    @Test
    void aStreamTicketIsGoodOnce() throws Exception {
        Chat chat = start();
        JsonNode ticket = JSON.readTree(send(request("/conversations/" + chat.id + "/stream-tickets")
                        .header("Authorization", "Bearer " + chat.token)
                        .POST(BodyPublishers.noBody()))
                .body());
        assertThat(schemas.check("widget/v1/stream-ticket", ticket)).isEmpty();
        String query = "?ticket=" + ticket.get("ticket").asText();
        try (InputStream stream = stream(chat, query)) {
            assertThat(stream.read()).isEqualTo(':');
        }
        expectProblem(
                send(request("/conversations/" + chat.id + "/events" + query).GET()), 401, "ticket-refused");
    }

    private JsonNode renew(Chat chat, String resumeToken, int status) throws Exception {
        HttpResponse<String> reply =
                post("/conversations/" + chat.id + "/tokens", "{\"resumeToken\":\"" + resumeToken + "\"}");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        return JSON.readTree(reply.body());
    }

    private JsonNode command(Chat chat, String body, int status) throws Exception {
        HttpResponse<String> reply =
                post("/conversations/" + chat.id + "/commands", body, "Authorization", "Bearer " + chat.token);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        return JSON.readTree(reply.body());
    }

    private JsonNode page(Chat chat, String query) throws Exception {
        return JSON.readTree(pageReply(chat, query).body());
    }

    private int pageStatus(Chat chat, String query) throws Exception {
        return pageReply(chat, query).statusCode();
    }

    private HttpResponse<String> pageReply(Chat chat, String query) throws Exception {
        return send(request("/conversations/" + chat.id + "/events" + query)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + chat.token)
                .GET());
    }

    private InputStream stream(Chat chat, String query, String... headers) throws Exception {
        HttpRequest.Builder builder =
                request("/conversations/" + chat.id + "/events" + query).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            builder.headers(headers);
        }
        HttpResponse<InputStream> reply = http.send(builder.GET().build(), BodyHandlers.ofInputStream());
        assertThat(reply.statusCode()).isEqualTo(200);
        return reply.body();
    }

    /** The lines up to the next blank one. */
    private static List<String> frame(BufferedReader lines) throws Exception {
        List<String> frame = new ArrayList<>();
        for (String line = lines.readLine(); line != null && !(line.isEmpty() && !frame.isEmpty()); ) {
            if (!line.isEmpty()) {
                frame.add(line);
            }
            line = lines.readLine();
        }
        return frame;
    }

    private HttpResponse<String> preflight(String origin) throws Exception {
        // The JDK's client sends no Access-Control-Request-Method of its own accord.
        return send(request("/conversations")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    private static JsonNode expectProblem(HttpResponse<String> reply, int status, String slug) throws Exception {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        JsonNode problem = JSON.readTree(reply.body());
        assertThat(problem.path("type").asText()).endsWith("/" + slug);
        return problem;
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder builder = request(path).header("Content-Type", "application/json");
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return send(builder.POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.getURI() + "/api/widget/v1" + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) throws Exception {
        return DocumentedApi.checked(http.send(builder.build(), BodyHandlers.ofString()));
    }
}
