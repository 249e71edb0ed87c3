package io.visavis.eightbyeight.inbound;

import static io.visavis.eightbyeight.inbound.Deliveries.translateText;
import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.Author;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentTyping;
import io.visavis.spi.ProviderEvent.MessageReceived;
import io.visavis.spi.ProviderEvent.Unrecognised;
import io.visavis.spi.RawWebhook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the contract's examples end: odd senders, foreign bytes, repeats. */
class WebhooksTest {
    private final EightByEightWebhooks webhooks = new EightByEightWebhooks(SystemMessages.SHOW);

    @Test
    void theEventIdRecognisesARepeatWhateverTheBody() {
        byte[] body = WireSchemas.bytes("event-queued.json");

        assertThat(webhooks.dedupKey(Deliveries.raw("e-1", body)))
                .contains("e-1")
                .isEqualTo(webhooks.dedupKey(Deliveries.raw(" e-1 ", new byte[0])));
        assertThat(webhooks.dedupKey(Deliveries.raw(" ", body))).isEmpty();
        assertThat(webhooks.dedupKey(new RawWebhook("", Map.of(), body, Deliveries.ARRIVAL)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "agent, false, AGENT, ag-1, false",
        "agent, true, AGENT, ag-1, true",
        "AGENT, false, AGENT, ag-1, false",
        "user, false, VISITOR, , false",
        "bot, false, VISITOR, , false",
        "system, false, SYSTEM, , false",
        "'', true, VISITOR, ag-1, false",
        "'', false, AGENT, ag-1, false",
        "supervisor, false, AGENT, ag-1, false",
        "supervisor, true, VISITOR, ag-1, false"
    })
    void whoseWordsItIsFollowsTheContractsFourRules(
            String type, boolean echo, Author.Kind kind, String id, boolean mayBeEcho) {
        MessageReceived message = (MessageReceived) webhooks.translate(Deliveries.accepted("""
                        {"eventType":"MESSAGE","conversationId":"c","timestamp":1785060040000,
                         "data":{"isEcho":%s,"sender":{"id":"ag-1","type":"%s"},"text":"hi"}}
                        """.formatted(echo, type)))
                .getFirst();

        assertThat(message.author()).isEqualTo(new Author(kind, id, null));
        assertThat(message.mayBeEcho()).isEqualTo(mayBeEcho);
    }

    @Test
    void usersWhoTypeAreNoNews() {
        assertThat(typing("{\"type\":\"user\",\"id\":\"user\"}")).isEmpty();
        assertThat(typing("{\"type\":\"user\"},{\"type\":\"bot\"}")).isEmpty();
        assertThat(typing("{\"type\":\"user\"},{\"type\":\"Agent\",\"id\":\"ag-1\"}"))
                .containsExactly(new AgentTyping(Correlation.conversation("c"), Deliveries.ARRIVAL, "ag-1", true));
    }

    @Test
    void whoeverTypedHasStoppedWhenNobodyIsNamed() {
        assertThat(typing(""))
                .containsExactly(new AgentTyping(Correlation.conversation("c"), Deliveries.ARRIVAL, null, false));
    }

    private static List<ProviderEvent> typing(String users) {
        return translateText("""
                {"eventType":"ACTIVITY","conversationId":"c","data":{"name":"typing","value":{"users":[%s]}}}""".formatted(users));
    }

    @Test
    void severalCardsBecomeSeveralMessages() {
        List<ProviderEvent> events = translateText("""
                {"eventType":"MESSAGE","conversationId":"c","data":{"sender":{"id":"a","type":"agent"},"text":"two",
                 "cards":[{"contentType":"Buttons","content":{"a":1}},{"content":"{\\"b\\":2}"},{"content":null}]}}""");

        assertThat(events).extracting(event -> ((MessageReceived) event).text()).containsExactly("two", "");
        assertThat(events)
                .extracting(event -> ((MessageReceived) event).card().json())
                .containsExactly("{\"a\":1}", "{\"b\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "null", "\"soon\"", "99999999999999999", "1"})
    void aTimeThatCannotBeIsTheArrival(String timestamp) {
        assertThat(translateText(
                                "{\"eventType\":\"TRANSFER\",\"conversationId\":\"c\",\"timestamp\":" + timestamp + "}")
                        .getFirst()
                        .occurredAt())
                .isEqualTo(Deliveries.ARRIVAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "7",
                "\"x\"",
                "{",
                "{}",
                "{\"eventType\":7}",
                "{\"eventType\":\"QUEUED\"}",
                "{\"eventType\":\"QUEUED\",\"conversationId\":{}}",
                "{\"eventType\":\"QUEUED\",\"conversationId\":\" \"}",
                "{\"eventType\":\"CONVERSATION_UPDATE\",\"conversationId\":\"c\",\"data\":{\"state\":\"paused\"}}",
                "{\"eventType\":\"MEMBERS_CHANGED\",\"conversationId\":\"c\",\"data\":{\"memberType\":\"agent\"}}"
            })
    void whatIsNotUnderstoodIsNamedAndNothingElse(String body) {
        assertThat(translateText(body)).singleElement().isInstanceOf(Unrecognised.class);
    }

    @Test
    void blanksAroundIdsAreTypingMistakes() {
        assertThat(translateText("{\"eventType\":\"TRANSFER\",\"conversationId\":\" c \"}")
                        .getFirst()
                        .correlation())
                .isEqualTo(Correlation.conversation("c"));
    }

    @Test
    void noBytesAtAllMakeItThrow() {
        Random random = new Random(8);
        List<byte[]> examples =
                ContractExamplesTest.events().stream().map(WireSchemas::bytes).toList();
        for (int i = 0; i < 20_000; i++) {
            byte[] body = examples.get(i % examples.size()).clone();
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            assertThat(webhooks.translate(Deliveries.accepted(body))).doesNotContainNull();
            assertThat(webhooks.dedupKey(Deliveries.raw("e", body))).isPresent();
        }
        assertThat(webhooks.translate(Deliveries.accepted("{\"a\":".repeat(5000).getBytes(StandardCharsets.UTF_8))))
                .hasSize(1);
    }
}
