package io.visavis.eightbyeight.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.visavis.eightbyeight.EightByEight.CONVERSATION;
import static io.visavis.eightbyeight.EightByEight.CONVERSATIONS;
import static io.visavis.eightbyeight.EightByEight.MESSAGES;
import static io.visavis.eightbyeight.EightByEight.REF;
import static io.visavis.eightbyeight.EightByEight.begin;
import static io.visavis.eightbyeight.EightByEight.failure;
import static io.visavis.eightbyeight.EightByEight.json;
import static io.visavis.eightbyeight.EightByEight.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.eightbyeight.EightByEight;
import io.visavis.eightbyeight.EightByEightFactory;
import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.Author;
import io.visavis.spi.Capability;
import io.visavis.spi.Card;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.Correlation;
import io.visavis.spi.Customer;
import io.visavis.spi.HistoryFile;
import io.visavis.spi.HistoryMessage;
import io.visavis.spi.ProviderCommand.StartConversation;
import io.visavis.spi.ProviderCommand.SubmitCard;
import io.visavis.spi.ProviderCommand.UpdateConversation;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentJoined;
import io.visavis.spi.ProviderEvent.AgentLeft;
import io.visavis.spi.ProviderEvent.ConversationEnded;
import io.visavis.spi.ProviderEvent.ConversationQueued;
import io.visavis.spi.ProviderEvent.MessageReceived;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may happen between a start and its end besides words. */
class RunningConversationTest {
    private static final String CONVERSATION_JSON = WireSchemas.text("response-conversation.json");

    private static final Correlation ABOUT = Correlation.conversation("c-1");
    private static final Instant NOW = Instant.parse("2026-07-26T12:00:00Z");
    /** Behind every message of the contract's example. */
    private static final Instant EARLIER = Instant.parse("2026-07-26T11:00:00Z");

    private final EightByEight vendor = new EightByEight();

    @AfterEach
    void stop() {
        vendor.stop();
    }

    private JsonNode patched() {
        JsonNode body = WireSchemas.read(vendor.findAll(patchRequestedFor(urlEqualTo(CONVERSATION)))
                .getFirst()
                .getBody());
        assertThat(WireSchemas.errors("request-conversation-patch", body)).isEmpty();
        return body;
    }

    @Test
    void aRepeatedStartLooksForTheConversationFirst() {
        vendor.stubFor(get(urlPathEqualTo(CONVERSATIONS)).willReturn(json(200, listedAsOurs())));

        assertThat(vendor.connect().commands().send(repeated(begin())))
                .isEqualTo(CommandReceipt.of("kQ3vT9mZRk2yWb7LxHnC4A"));
        vendor.verify(0, postRequestedFor(anyUrl()));
        vendor.verify(
                getRequestedFor(urlPathEqualTo(CONVERSATIONS)).withQueryParam("filter", equalTo("channelId==ch-1")));
    }

    @Test
    void aRepeatedStartThatNeverArrivedIsMadeAlsoWhereNoFilterIsTaken() {
        vendor.stubFor(get(urlPathEqualTo(CONVERSATIONS))
                .willReturn(json(200, WireSchemas.text("response-conversation-list.json"))));
        vendor.stubFor(get(urlPathEqualTo(CONVERSATIONS))
                .withQueryParam("filter", equalTo("channelId==ch-1"))
                .willReturn(json(400, WireSchemas.text("response-error-invalid-parameter.json"))));
        vendor.stubFor(
                post(CONVERSATIONS).willReturn(json(202, WireSchemas.text("response-conversation-created.json"))));

        assertThat(vendor.connect().commands().send(repeated(begin())).reference())
                .isNotNull();
        vendor.verify(1, postRequestedFor(urlEqualTo(CONVERSATIONS)));
    }

    /** Nobody says by what ids rise, nor that the order asked for is kept. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 6, 10, 11})
    void aRepeatedStartIsFoundOnWhicheverPageItStands(int page) {
        vendor.stubFor(get(urlPathEqualTo(CONVERSATIONS)).willReturn(json(200, ofTwelvePages(listed()))));
        vendor.stubFor(get(urlPathEqualTo(CONVERSATIONS))
                .withQueryParam("page", equalTo(String.valueOf(page)))
                .willReturn(json(200, ofTwelvePages(listedAsOurs()))));

        assertThat(vendor.connect().commands().send(repeated(begin())))
                .isEqualTo(CommandReceipt.of("kQ3vT9mZRk2yWb7LxHnC4A"));
        vendor.verify(0, postRequestedFor(anyUrl()));
        vendor.verify(getRequestedFor(urlPathEqualTo(CONVERSATIONS))
                .withQueryParam("page", equalTo("0"))
                .withQueryParam("size", equalTo("20"))
                .withQueryParam("sort", equalTo("createdAt:desc")));
    }

    @Test
    void aListThatIsNotSortedSoIsReadAsItIs() {
        vendor.stubFor(get(urlPathEqualTo(CONVERSATIONS)).willReturn(json(200, listedAsOurs())));
        vendor.stubFor(get(urlPathEqualTo(CONVERSATIONS))
                .withQueryParam("sort", equalTo("createdAt:desc"))
                .willReturn(json(400, WireSchemas.text("response-error-invalid-parameter.json"))));

        assertThat(vendor.connect().commands().send(repeated(begin())))
                .isEqualTo(CommandReceipt.of("kQ3vT9mZRk2yWb7LxHnC4A"));
        vendor.verify(0, postRequestedFor(anyUrl()));
    }

    private static String listed() {
        return WireSchemas.text("response-conversation-list.json");
    }

    private static String listedAsOurs() {
        return listed().replace("\"pageUrl\"", "\"gateway_session\"")
                .replace("https://shop.example.com/returns", "g-1");
    }

    private static String ofTwelvePages(String list) {
        return list.replace("\"totalPages\": 1", "\"totalPages\": 12");
    }

    private static StartConversation repeated(StartConversation first) {
        return new StartConversation(
                first.idempotencyKey(),
                first.gatewayConversationId(),
                first.customer(),
                first.subject(),
                first.options(),
                first.context(),
                first.history(),
                true);
    }

    @Test
    void historyCarriesFilesAsLinksAndCardsAsTheyAre() {
        vendor.stubFor(
                post(CONVERSATIONS).willReturn(json(202, WireSchemas.text("response-conversation-created.json"))));
        Instant at = Instant.EPOCH;

        vendor.connect()
                .commands()
                .send(begin(
                        new HistoryMessage(
                                Author.Kind.VISITOR,
                                "look",
                                at,
                                List.of(
                                        new HistoryFile("box.jpg", URI.create("https://shop.example/box.jpg")),
                                        new HistoryFile("note.txt", null)),
                                null),
                        new HistoryMessage(
                                Author.Kind.BOT,
                                "",
                                at,
                                List.of(),
                                new Card("application/vnd.microsoft.card.adaptive", "{\"type\":\"AdaptiveCard\"}"))));

        JsonNode body = WireSchemas.read(vendor.findAll(postRequestedFor(urlEqualTo(CONVERSATIONS)))
                .getFirst()
                .getBody());
        assertThat(WireSchemas.errors("request-conversation-create", body)).isEmpty();
        JsonNode messages = body.path("history").path("messages");
        assertThat(messages.get(0).path("text").asText())
                .isEqualTo("look\n[box.jpg] https://shop.example/box.jpg\n[note.txt]");
        assertThat(messages.get(1)
                        .path("cards")
                        .get(0)
                        .path("content")
                        .path("type")
                        .asText())
                .isEqualTo("AdaptiveCard");
    }

    @Test
    void anUpdateKeepsWhatIsThereAndAddsWhatIsNew() {
        vendor.stubFor(get(CONVERSATION).willReturn(json(200, CONVERSATION_JSON)));
        vendor.stubFor(patch(urlEqualTo(CONVERSATION)).willReturn(json(202, CONVERSATION_JSON)));

        vendor.connect()
                .commands()
                .send(new UpdateConversation(
                        "k",
                        REF,
                        new Customer(null, null, "+1", null, null),
                        Map.of("intent", "refund", "order", "10442"),
                        Map.of("cg-queue-id", "121")));

        JsonNode body = patched();
        assertThat(body.path("assignment").path("id").asText()).isEqualTo("121");
        assertThat(body.path("user").path("phone").asText()).isEqualTo("+1");
        assertThat(body.path("user").path("name").asText()).isEqualTo("Dana Whitfield");
        assertThat(body.path("user").path("additionalProperties").toString())
                .contains("\"pageUrl\"")
                .contains("{\"key\":\"intent\",\"value\":\"refund\"}")
                .contains("{\"key\":\"order\",\"value\":\"10442\"}")
                .doesNotContain("return-request");
    }

    @Test
    void newsPushesOutWhatIsThereAndNeverItself() {
        ObjectNode there = (ObjectNode) WireSchemas.read(CONVERSATION_JSON.getBytes(StandardCharsets.UTF_8));
        ArrayNode properties = ((ObjectNode) there.path("user")).putArray("additionalProperties");
        for (int i = 0; i < 27; i++) {
            properties.addObject().put("key", "p%02d".formatted(i)).put("value", "old");
        }
        properties.addObject().put("key", "subject").put("value", "Return");
        properties.addObject().put("key", "gateway_session").put("value", "g-1");
        properties.addObject().put("key", "context_left_out").put("value", "3");
        vendor.stubFor(get(CONVERSATION).willReturn(json(200, there.toString())));
        vendor.stubFor(patch(urlEqualTo(CONVERSATION)).willReturn(json(202, CONVERSATION_JSON)));

        vendor.connect()
                .commands()
                .send(new UpdateConversation("k", REF, null, Map.of("order", "10442", "p26", "new"), Map.of()));

        JsonNode sent = patched().path("user").path("additionalProperties");
        assertThat(sent.valueStream()
                        .map(property -> property.path("key").asText() + "="
                                + property.path("value").asText()))
                .hasSize(30)
                .startsWith("gateway_session=g-1", "subject=Return", "order=10442", "p26=new", "p00=old")
                .endsWith("p24=old", "context_left_out=4")
                .doesNotHaveDuplicates();
    }

    @Test
    void aMoveAloneLeavesTheUserAlone() {
        vendor.stubFor(patch(urlEqualTo(CONVERSATION)).willReturn(json(202, CONVERSATION_JSON)));

        vendor.connect()
                .commands()
                .send(new UpdateConversation("k", REF, null, Map.of(), Map.of("cg-queue-id", "121")));

        assertThat(patched()).isEqualTo(WireSchemas.json("request-conversation-patch-assignment.json"));
        vendor.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void anUpdateOfNothingAsksNothing() {
        vendor.connect().commands().send(new UpdateConversation("k", REF, null, Map.of(), Map.of()));

        assertThat(vendor.getAllServeEvents()).isEmpty();
    }

    @Test
    void visitorsGoOnAfterTheEndUnlessThatIsSwitchedOff() {
        ProviderDescriptor declared = new EightByEightFactory().describe();

        assertThat(vendor.connect().describe(declared).capabilities()).contains(Capability.REOPEN);
        assertThat(vendor.connect("reopen", "off").describe(declared).capabilities())
                .doesNotContain(Capability.REOPEN);
        assertThatThrownBy(() -> vendor.connect("reopen", "maybe")).hasMessageContaining("'reopen' must be one of");
    }

    @Test
    void aTenantThatDoesNotReopenRefusesTheMessageAndNothingElse() {
        vendor.stubFor(post(MESSAGES)
                .willReturn(json(
                        400, "{\"message\":\"no\",\"errors\":[{\"code\":\"invalid_state\",\"message\":\"no\"}]}")));

        assertThat(failure(() -> vendor.connect().commands().send(say("One more thing"))))
                .hasMessageContaining("invalid_state")
                .extracting(ProviderException::kind)
                .isEqualTo(Kind.REJECTED);
    }

    @Test
    void anAnswerToACardGoesBackAsWords() {
        vendor.stubFor(post(MESSAGES).willReturn(status(202)));

        vendor.connect()
                .commands()
                .send(new SubmitCard(
                        "k", REF, null, "Send", "{\"pickupDay\":\"2026-08-03\",\"postback\":\"x\",\"o\":{}}"));

        vendor.verify(postRequestedFor(urlEqualTo(MESSAGES))
                .withRequestBody(equalToJson("{\"authorType\":\"user\",\"text\":\"Send\\npickupDay: 2026-08-03\"}")));
    }

    @Test
    void whatStandsInsideAnAnswerToACardGoesBackWithTheWayToIt() {
        vendor.stubFor(post(MESSAGES).willReturn(status(202)));

        vendor.connect().commands().send(new SubmitCard("k", REF, null, "Send", """
                {"address": {"city": "Athens", "geo": {"floor": 2}}, "days": ["Mon", "Tue"], "none": [],
                 "guests": [{"name": "Mia"}, {"name": "Lea", "postback": true}]}"""));

        vendor.verify(postRequestedFor(urlEqualTo(MESSAGES)).withRequestBody(equalToJson("""
                {"authorType": "user", "text": "Send\\naddress.city: Athens\\naddress.geo.floor: 2\\ndays: Mon, Tue\\n\
                guests.1.name: Mia\\nguests.2.name: Lea\\nguests.2.postback: true"}""")));
    }

    @Test
    void theTranscriptTellsWhatAgentsSaidAndHowItStands() {
        vendor.stubFor(get(CONVERSATION).willReturn(json(200, CONVERSATION_JSON.replace("\"active\"", "\"idle\""))));
        vendor.stubFor(
                get(urlPathEqualTo(MESSAGES)).willReturn(json(200, WireSchemas.text("response-message-list.json"))));

        List<ProviderEvent> events =
                vendor.connect().transcript().orElseThrow().since(REF, Instant.parse("2026-07-26T10:00:00Z"));

        assertThat(events)
                .containsExactly(
                        new MessageReceived(
                                ABOUT,
                                Instant.parse("2026-07-26T10:00:40Z"),
                                "msg-Hq81",
                                new Author(Author.Kind.AGENT, "agP4sLx7RmTq2WcYb8NdKe0A", null),
                                "Hello Dana, I can help with that return.",
                                List.of(),
                                null),
                        new ConversationEnded(
                                ABOUT,
                                Instant.parse("2026-07-26T10:00:40Z"),
                                ConversationEnded.Reason.PROVIDER,
                                ConversationEnded.Certainty.FINAL));
        vendor.verify(getRequestedFor(urlPathEqualTo(MESSAGES)).withQueryParam("sort", equalTo("createdAt:desc")));
    }

    @Test
    void whatTheTranscriptSaysOfTheStandingIsOfNowWhateverWasLastHeard() {
        vendor.context().advance(Duration.between(vendor.context().clock().instant(), NOW));
        vendor.stubFor(
                get(urlPathEqualTo(MESSAGES)).willReturn(json(200, WireSchemas.text("response-message-list.json"))));

        assertThat(standing("idle", "queue"))
                .containsExactly(new ConversationEnded(
                        ABOUT, NOW, ConversationEnded.Reason.PROVIDER, ConversationEnded.Certainty.FINAL));
        assertThat(standing("active", "agent")).containsExactly(new AgentJoined(ABOUT, NOW, "118", null));
        assertThat(standing("active", "queue"))
                .containsExactly(new ConversationQueued(ABOUT, NOW, "118", null, null, null));
        assertThat(standing("active", "script")).isEmpty();
        vendor.stubFor(get(CONVERSATION).willReturn(status(404)));
        assertThat(vendor.connect().transcript().orElseThrow().since(REF, EARLIER))
                .extracting(ProviderEvent::occurredAt)
                .containsExactly(NOW);
    }

    @Test
    void agentsWhoLetItGoHaveLeftBeforeItIsQueued() {
        vendor.context().advance(Duration.between(vendor.context().clock().instant(), NOW));
        vendor.stubFor(
                get(urlPathEqualTo(MESSAGES)).willReturn(json(200, WireSchemas.text("response-message-list.json"))));
        vendor.stubFor(get(urlPathEqualTo(CONVERSATION + "/participants")).willReturn(json(200, """
                        {"_embedded": {"participants": [
                          {"id": "user", "removed": true, "type": "user"},
                          {"id": "ag-1", "removed": true, "type": "agent"},
                          {"id": "ag-2", "removed": false, "type": "agent"},
                          {"removed": true, "type": "agent"}]}}""")));

        assertThat(standing("active", "queue"))
                .containsExactly(
                        new AgentLeft(ABOUT, NOW, "ag-1"), new ConversationQueued(ABOUT, NOW, "118", null, null, null));
        assertThat(standing("active", "agent")).hasSize(1);
        vendor.verify(1, getRequestedFor(urlPathEqualTo(CONVERSATION + "/participants")));
    }

    /** What is told of a conversation in which nobody has spoken meanwhile. */
    private List<ProviderEvent> standing(String state, String assignment) {
        vendor.stubFor(get(CONVERSATION)
                .willReturn(json(
                        200,
                        CONVERSATION_JSON
                                .replace("\"active\"", "\"" + state + "\"")
                                .replace("\"queue\"", "\"" + assignment + "\""))));
        return vendor.connect().transcript().orElseThrow().since(REF, EARLIER);
    }

    @Test
    void theTranscriptOfAConversationThatIsGoneIsItsEnd() {
        vendor.stubFor(get(CONVERSATION).willReturn(status(404)));

        assertThat(vendor.connect().transcript().orElseThrow().since(REF, Instant.EPOCH))
                .singleElement()
                .isInstanceOf(ConversationEnded.class);
    }

    @Test
    void aTranscriptThatCannotBeReadIsNoEmptyOne() {
        vendor.stubFor(get(CONVERSATION).willReturn(status(503)));

        assertThat(failure(() -> vendor.connect().transcript().orElseThrow().since(REF, Instant.EPOCH))
                        .kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }
}
