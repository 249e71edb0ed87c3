package io.visavis.eightbyeight.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.visavis.eightbyeight.EightByEight.CONVERSATION;
import static io.visavis.eightbyeight.EightByEight.CONVERSATIONS;
import static io.visavis.eightbyeight.EightByEight.DANA;
import static io.visavis.eightbyeight.EightByEight.MESSAGES;
import static io.visavis.eightbyeight.EightByEight.REF;
import static io.visavis.eightbyeight.EightByEight.begin;
import static io.visavis.eightbyeight.EightByEight.end;
import static io.visavis.eightbyeight.EightByEight.failure;
import static io.visavis.eightbyeight.EightByEight.json;
import static io.visavis.eightbyeight.EightByEight.say;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.eightbyeight.EightByEight;
import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.Author;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.Customer;
import io.visavis.spi.HistoryMessage;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.ProviderCommand.SendMessage;
import io.visavis.spi.ProviderException.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A conversation from its start to the visitor's leaving, as 8x8 sees our calls. */
class ConversationTest {
    private static final Instant AT = Instant.parse("2026-07-26T09:59:00Z");

    private final EightByEight vendor = new EightByEight();

    @AfterEach
    void stop() {
        vendor.stop();
    }

    private void takesStarts() {
        vendor.stubFor(
                post(CONVERSATIONS).willReturn(json(202, WireSchemas.text("response-conversation-created.json"))));
    }

    /** The body of the one call to an address, which fits the schema. */
    private JsonNode sent(String address, String schema) {
        byte[] body =
                vendor.findAll(postRequestedFor(urlEqualTo(address))).getFirst().getBody();
        JsonNode json = WireSchemas.read(body);
        assertThat(WireSchemas.errors(schema, json)).isEmpty();
        return json;
    }

    @Test
    void aStartNamesChannelUserAndWhatTheAgentShouldKnow() {
        takesStarts();

        CommandReceipt receipt = vendor.connect()
                .commands()
                .send(begin(
                        DANA,
                        Map.of("cg-channel-id", " ch-9 ", "cg-queue-id", "118"),
                        new TreeMap<>(Map.of(
                                "pageUrl", "https://shop.example/r", "company", "Northbridge", "userId", "crm-1")),
                        List.of(
                                new HistoryMessage(Author.Kind.VISITOR, "broken", AT),
                                new HistoryMessage(Author.Kind.BOT, "a colleague comes", AT))));

        assertThat(receipt).isEqualTo(CommandReceipt.of("kQ3vT9mZRk2yWb7LxHnC4A"));
        assertThat(sent(CONVERSATIONS, "request-conversation-create"))
                .isEqualTo(WireSchemas.read("""
                {"channelId": "ch-9",
                 "user": {"name": "Dana Whitfield", "userId": "crm-1", "email": "dana@example.com",
                          "phone": "+442079460958", "company": "Northbridge", "language": "de",
                          "additionalProperties": [
                            {"key": "gateway_session", "value": "g-1"}, {"key": "subject", "value": "Return"},
                            {"key": "pageUrl", "value": "https://shop.example/r"}]},
                 "assignment": {"type": "queue", "id": "118"},
                 "history": {"messages": [{"authorType": "user", "text": "broken"},
                                          {"authorType": "bot", "text": "a colleague comes"}]}}
                """.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        vendor.verify(postRequestedFor(urlEqualTo(CONVERSATIONS))
                .withHeader("x-api-key", equalTo("key-1"))
                .withHeader("X-8x8-Tenant", equalTo("acmesupport01"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withHeader("Accept", equalTo("application/hal+json, application/json, application/problem+json")));
    }

    @Test
    void withoutMoreTheChannelsOwnQueueApplies() {
        takesStarts();

        vendor.connect("tenant-id", "")
                .commands()
                .send(begin(new Customer(null, null, null, null, null), Map.of(), Map.of(), List.of()));

        JsonNode body = sent(CONVERSATIONS, "request-conversation-create");
        assertThat(body.path("channelId").asText()).isEqualTo("ch-1");
        assertThat(body.has("assignment")).isFalse();
        assertThat(body.has("history")).isFalse();
        assertThat(body.path("user").has("language")).isFalse();
        vendor.verify(postRequestedFor(anyUrl()).withHeader("X-8x8-Tenant", absent()));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, none, q-1, none, queue, q-1",
                "none, s-2, q-1, none, script, s-2",
                "q-3, s-2, q-1, none, queue, q-3",
                "none, none, q-1, s-4, script, s-4"
            })
    void whatThePageNamesComesBeforeWhatTheConnectionNames(
            String pageQueue, String ownScript, String ownQueue, String pageScript, String type, String id) {
        takesStarts();
        Map<String, String> options = new TreeMap<>();
        if (pageQueue != null) {
            options.put("cg-queue-id", pageQueue);
        }
        if (pageScript != null) {
            options.put("cg-script-id", pageScript);
        }

        vendor.connect("cg-queue-id", ownQueue, "cg-script-id", ownScript == null ? "" : ownScript)
                .commands()
                .send(begin(DANA, options, Map.of(), List.of()));

        JsonNode assignment = sent(CONVERSATIONS, "request-conversation-create").path("assignment");
        assertThat(assignment.path("type").asText()).isEqualTo(type);
        assertThat(assignment.path("id").asText()).isEqualTo(id);
    }

    @Test
    void thirtyPropertiesAreTheMostAndTheLastSaysWhatIsMissing() {
        takesStarts();
        Map<String, String> context = new TreeMap<>();
        IntStream.range(0, 60).forEach(i -> context.put("p%02d".formatted(i), "v".repeat(2000)));

        vendor.connect().commands().send(begin(DANA, Map.of(), context, List.of()));

        JsonNode properties =
                sent(CONVERSATIONS, "request-conversation-create").path("user").path("additionalProperties");
        assertThat(properties).hasSize(30);
        assertThat(properties.get(0).path("key").asText()).isEqualTo("gateway_session");
        assertThat(properties.get(2).path("value").asText()).hasSize(1000).endsWith("[shortened]");
        assertThat(properties.get(29).path("key").asText()).isEqualTo("context_left_out");
        assertThat(properties.get(29).path("value").asText()).isEqualTo("33");
    }

    @Test
    void twoHundredLinesOfHistoryAreTheMostAndTheLatestAreKept() {
        takesStarts();
        HistoryMessage[] history = IntStream.range(0, 300)
                .mapToObj(i -> new HistoryMessage(Author.Kind.AGENT, "line " + i, AT))
                .toArray(HistoryMessage[]::new);

        vendor.connect().commands().send(begin(history));

        JsonNode messages = sent(CONVERSATIONS, "request-conversation-create")
                .path("history")
                .path("messages");
        assertThat(messages).hasSize(200);
        assertThat(messages.get(0).path("text").asText()).isEqualTo("[101 earlier messages left out]");
        assertThat(messages.get(199).path("text").asText()).isEqualTo("line 299");
        assertThat(messages.get(199).path("authorType").asText()).isEqualTo("bot");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "en-GB, en",
                "de, de",
                "zh, zh-CN",
                "zh-Hant, zh-TW",
                "zh-HK, zh-TW",
                "zh_TW, zh-TW",
                "nb, no",
                "el, en",
                "pt-BR, pt",
                "none, none",
                "'', none",
                "???, en"
            })
    void aLanguageIsOneThat8x8PicksAgentsBy(String bcp47, String expected) {
        assertThat(Languages.of(bcp47)).isEqualTo(expected);
    }

    @Test
    void aLineOfHistoryIsCutLikeAnyMessageAndHistoryMayBeSwitchedOff() {
        takesStarts();
        HistoryMessage said = new HistoryMessage(Author.Kind.AGENT, "0123456789".repeat(9), AT);

        vendor.connect("max-message-length", "40").commands().send(begin(said));
        JsonNode cut = sent(CONVERSATIONS, "request-conversation-create");
        assertThat(cut.at("/history/messages/0/text").asText())
                .startsWith("0123456789")
                .hasSize(40);

        vendor.resetRequests();
        vendor.connect("max-history-messages", "0").commands().send(begin(said));
        assertThat(sent(CONVERSATIONS, "request-conversation-create").has("history"))
                .isFalse();
    }

    @Test
    void withoutAnyChannelNothingIsSent() {
        assertThat(failure(() -> vendor.connect("cg-channel-id", "").commands().send(begin())))
                .hasMessageContaining("cg-channel-id")
                .extracting("kind")
                .isEqualTo(Kind.REJECTED);
        vendor.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void theVisitorSpeaksAsUserAndTheGatewayAsBot() {
        vendor.stubFor(post(MESSAGES).willReturn(com.github.tomakehurst.wiremock.client.WireMock.status(202)));

        assertThat(vendor.connect().commands().send(say("Grüße ✓"))).isEqualTo(CommandReceipt.done());
        vendor.connect()
                .commands()
                .send(new SendMessage("k", REF, Author.Kind.BOT, "Join: https://v.example/r", List.of()));
        vendor.connect().commands().send(say(" ", new OutgoingAttachment("att-1", "a.png", "image/png", 3)));

        assertThat(sent(MESSAGES, "request-message").path("text").asText()).isEqualTo("Grüße ✓");
        vendor.verify(postRequestedFor(urlEqualTo(MESSAGES))
                .withRequestBody(equalToJson("{\"authorType\":\"bot\",\"text\":\"Join: https://v.example/r\"}")));
        vendor.verify(postRequestedFor(urlEqualTo(MESSAGES))
                .withRequestBody(equalToJson("{\"authorType\":\"user\",\"attachments\":[{\"id\":\"att-1\"}]}")));
    }

    @Test
    void theVisitorsLeavingEndsItAndSucceedsWhenItIsOverAlready() {
        vendor.stubFor(patch(urlEqualTo(CONVERSATION + "/participants/user"))
                .willReturn(com.github.tomakehurst.wiremock.client.WireMock.noContent()));

        assertThat(vendor.connect().commands().send(end())).isEqualTo(CommandReceipt.done());

        vendor.verify(patchRequestedFor(urlEqualTo(CONVERSATION + "/participants/user"))
                .withRequestBody(equalToJson("{\"removed\":true}")));
        vendor.resetAll();
        vendor.stubFor(patch(anyUrl()).willReturn(json(404, WireSchemas.text("response-error-not-found.json"))));
        assertThat(vendor.connect().commands().send(end())).isEqualTo(CommandReceipt.done());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", "c d", "c?x=1", "c#1", "%2F"})
    void aForeignIdNamesOneResourceAndClimbsToNoOther(String id) {
        vendor.stubFor(post(anyUrl()).willReturn(com.github.tomakehurst.wiremock.client.WireMock.status(202)));

        vendor.connect()
                .commands()
                .send(new SendMessage(
                        "k", new io.visavis.spi.ConversationRef("g", id, null), Author.Kind.VISITOR, "hi", List.of()));

        assertThat(vendor.getAllServeEvents().getFirst().getRequest().getUrl())
                .startsWith(CONVERSATIONS + "/")
                .endsWith("/messages")
                .matches("(/[^/?#]+){5}");
    }
}
