package io.visavis.acceptance.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Repository;
import io.visavis.acceptance.harness.SharedDemo;
import io.visavis.acceptance.harness.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendor's deliveries in all the shapes that contract section 3 knows or fears. */
@ExtendWith(SharedDemo.class)
@ResourceLock(SharedDemo.VENDOR)
class WebhookOdditiesIT {
    private final Demo demo;
    private final Desk desk;
    private final String email = Account.newEmail();

    WebhookOdditiesIT(Demo demo) {
        this.demo = demo;
        this.desk = new Desk(demo);
    }

    @AfterEach
    void putBack() {
        events(Map.of("placement", "form", "style", "path", "eventTypeCase", "vendor"));
    }

    @ParameterizedTest
    @CsvSource({
        "form, path, vendor",
        "form, single, upper",
        "basic, single, lower",
        "query, path, lower",
        "json, single, vendor"
    })
    void everyWayToShowCredentialsAndNameTheEventTellsAWholeStory(String placement, String style, String letters) {
        events(Map.of("placement", placement, "style", style, "eventTypeCase", letters));
        Visitor visitor = Visitor.start(demo, email, Map.of());
        String vendorId = accepted();
        visitor.await("agent.joined");
        desk.say(vendorId, "Good morning");
        visitor.awaitMessage("Good morning");
        desk.act(vendorId, "end?wait=true", Map.of("events", List.of("ended", "terminated")));
        visitor.await("conversation.ended");

        assertThat(count(visitor, "agent.joined")).isEqualTo(1);
        assertThat(count(visitor, "conversation.ended")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blank", "unresolved"})
    void idsOfAMisMappedAutomationAreTakenAndNamed(String ids) {
        Visitor visitor = Visitor.start(demo, email, Map.of());
        String vendorId = desk.conversationOf(email).path("id").asText();
        desk.act(vendorId, "accept?wait=true", Map.of("delivery", Map.of("ids", ids)));
        desk.say(vendorId, "Can you read this?");
        visitor.awaitMessage("Can you read this?");
        desk.act(vendorId, "terminate?wait=true", Map.of("delivery", Map.of("ids", ids)));

        assertThat(deliveries(vendorId)).isNotEmpty().allMatch("delivered"::equals);
        awaitMarked("configuration-problem", "interaction_id");
        // Our own id in the automation's properties still finds it (contract 3.8, rule 4).
        visitor.await("conversation.ended");
        assertThat(count(visitor, "conversation.ended")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "conversation_snoozed", "MESSAGE_DELETED", "conversation_ended_by_mistake"})
    void anUnknownEventIsTakenAndChangesNothing(String type) {
        Visitor visitor = Visitor.start(demo, email, Map.of());
        String vendorId = accepted();
        visitor.await("agent.joined");
        for (String url : List.of(events(), events() + (type.isEmpty() ? "/" : "/" + type))) {
            deliver(url, Map.of("event_type", type, "conversation_id", vendorId, "timestamp", "yesterday"));
        }
        awaitMarked("unrecognised", "");
        desk.say(vendorId, "Still here");
        visitor.awaitMessage("Still here");

        assertThat(count(visitor, "conversation.ended")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/message_created", "/message_created/", "/MESSAGE_CREATED", "/Message-Created", "?a=b"
            })
    void everySpellingOfThePathDelivers(String ending) {
        Visitor visitor = Visitor.start(demo, email, Map.of());
        String vendorId = accepted();
        String text = "Sent to " + ending;
        deliver(events() + ending, message(vendorId, text, Instant.now()));

        visitor.awaitMessage(text);
    }

    static Stream<Object> timesThatCannotBe() {
        return Stream.of(
                0,
                -1,
                -62_167_219_200_001L,
                253_402_300_800_000L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                1e300,
                "0",
                "1e999999999",
                "9".repeat(5000),
                "0000-00-00T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "23:59:60");
    }

    @ParameterizedTest
    @MethodSource("timesThatCannotBe")
    void aTimeThatCannotBeIsThatOfTheArrival(Object time) {
        Instant before = Instant.now();
        Visitor visitor = Visitor.start(demo, email, Map.of());
        deliver(events(), message(accepted(), "When was that?", time));

        assertThat(Instant.parse(
                        visitor.awaitMessage("When was that?").path("at").asText()))
                .isBetween(before, Instant.now());
    }

    @ParameterizedTest
    @ValueSource(longs = {1_741_079_742L, 1_741_079_742_000L})
    void aTimeInSecondsIsOneInMilliseconds(long time) {
        Visitor visitor = Visitor.start(demo, email, Map.of());
        deliver(events(), message(accepted(), "When was that?", time));

        assertThat(visitor.awaitMessage("When was that?").path("at").asText()).isEqualTo("2025-03-04T09:15:42Z");
    }

    @Test
    void anExpiredTokenIsReplacedAndNothingIsLost() {
        Visitor visitor = Visitor.start(demo, email, Map.of());
        String vendorId = accepted();
        desk.act(vendorId, "say", Map.of("text", "One", "delivery", Map.of("expiredToken", true)));
        desk.act(vendorId, "say", Map.of("text", "Two", "delivery", Map.of("expiredToken", true, "duplicates", 2)));

        visitor.awaitMessage("One");
        visitor.awaitMessage("Two");
    }

    @Test
    void deliveriesThatOvertakeEachOtherAreShownOnceEach() {
        Visitor visitor = Visitor.start(demo, email, Map.of());
        String vendorId = accepted();
        desk.act(vendorId, "say", Map.of("text", "Late", "delivery", Map.of("delaySeconds", 2, "duplicates", 1)));
        desk.act(vendorId, "say", Map.of("text", "Held back", "delivery", Map.of("reorder", true)));
        desk.act(vendorId, "say", Map.of("text", "Overtaking", "delivery", Map.of("duplicates", 1)));
        List.of("Late", "Held back", "Overtaking").forEach(visitor::awaitMessage);

        assertThat(texts(visitor)).containsExactlyInAnyOrder("Late", "Held back", "Overtaking");
    }

    @Test
    void aMessageThatOvertakesTheAnswerToTheStartIsShown() {
        desk.fault(Map.of(
                "kind",
                "slow-body",
                "seconds",
                1,
                "count",
                1,
                "method",
                "POST",
                "path",
                "/digital-connect/conversations"));
        Visitor visitor = Visitor.start(demo, email, Map.of());
        desk.say(accepted(), "Quicker than the answer");

        visitor.awaitMessage("Quicker than the answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-key", "basic"})
    void deliveriesWithoutATokenAreTakenByTheConnectionsOwnCredential(String credential) {
        Account account = Account.open(demo, credential);
        Story story = Story.queued(account);
        String[] good = credential.equals("api-key")
                ? new String[] {"X-API-Key", account.connection().path("apiKey").asText()}
                : new String[] {
                    "Authorization",
                    basic(
                            account.connection().path("user").asText(),
                            account.connection().path("password").asText())
                };
        String[] bad = credential.equals("api-key")
                ? new String[] {"X-API-Key", "wrong"}
                : new String[] {"Authorization", basic(account.connectionId(), "wrong")};
        String named = demo.url() + "/api/digital-connect/talkdesk/" + account.connectionId() + "/conversations/events";
        for (String url : List.of(events(), events() + "/message_created", named, named + "/message_created")) {
            Map<String, Object> body = message(story.vendorId(), url, Instant.now());
            Http.postJson(url, body, bad).expect(401);
            Http.postJson(url, body).expect(401);
            Http.postJson(url, body, good).expect(200);
            story.visitor().awaitMessage(url);
        }
    }

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Repository.file("schemas/talkdesk/examples"))) {
            return files
                    .filter(file -> !file.getFileName().toString().startsWith("request."))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleOfTheContractIsTaken(Path sample) throws IOException {
        String body = Files.readString(sample);
        String action = sample.getFileName().toString().split("\\.", -1)[1];

        deliver(events(), body);
        deliver(events() + "/" + action, body);
    }

    private String events() {
        return demo.url() + "/api/digital-connect/talkdesk/conversations/events";
    }

    private void deliver(String url, Object body) {
        Http.Answer answer = Http.postJson(url, body, "Authorization", demo.clientAuthorization());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("ok");
    }

    private static Map<String, Object> message(String vendorId, String text, Instant at) {
        return message(vendorId, text, at.toString());
    }

    private static Map<String, Object> message(String vendorId, String text, Object at) {
        return Map.of(
                "event_type",
                "message_created",
                "conversation_id",
                vendorId,
                "timestamp",
                at,
                "payload",
                Map.of(
                        "id",
                        UUID.randomUUID().toString(),
                        "created_at",
                        at,
                        "content",
                        text,
                        "author",
                        Map.of("name", "Nikos", "type", "AGENT")));
    }

    private String accepted() {
        String vendorId = desk.conversationOf(email).path("id").asText();
        desk.accept(vendorId);
        return vendorId;
    }

    private void events(Map<String, ?> settings) {
        desk.settings(Map.of("talkdesk", Map.of("events", settings)));
    }

    private List<String> deliveries(String vendorId) {
        return Await.until("all are delivered", Await.PATIENCE, () -> {
            List<String> states = Http.get(desk.control() + "/deliveries?conversationId=" + vendorId)
                    .expect(200)
                    .json()
                    .valueStream()
                    .map(delivery -> delivery.path("status").asText())
                    .toList();
            return states.contains("pending") ? java.util.Optional.empty() : java.util.Optional.of(states);
        });
    }

    /** The administrator can see the delivery and what is wrong with it. */
    private void awaitMarked(String mark, String note) {
        Await.untilTrue(
                "a delivery is marked " + mark,
                Await.PATIENCE,
                () -> Http.get(
                                demo.url() + "/api/admin/v1/inbox?limit=50&mark=" + mark,
                                "Authorization",
                                demo.adminAuthorization())
                        .expect(200)
                        .json()
                        .findValuesAsText("note")
                        .stream()
                        .anyMatch(noted -> noted.contains(note)));
    }

    private static long count(Visitor visitor, String type) {
        return visitor.types().stream().filter(type::equals).count();
    }

    private static List<String> texts(Visitor visitor) {
        return visitor.events().stream()
                .filter(event -> event.path("type").asText().equals("message.created"))
                .map((JsonNode event) -> event.path("data").path("text").asText())
                .toList();
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }
}
