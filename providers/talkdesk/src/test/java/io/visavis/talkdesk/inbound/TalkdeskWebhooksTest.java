package io.visavis.talkdesk.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentJoined;
import io.visavis.spi.ProviderEvent.ConfigurationProblem;
import io.visavis.spi.ProviderEvent.ConversationEnded;
import io.visavis.spi.ProviderEvent.MessageReceived;
import io.visavis.spi.ProviderEvent.Unrecognised;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TalkdeskWebhooksTest {
    private final TalkdeskWebhooks webhooks = new TalkdeskWebhooks(AuthorTypes.parse(AuthorTypes.DEFAULT));

    @Test
    void theGatewaysOwnSessionIdFindsTheConversationFirst() {
        List<ProviderEvent> events = translate("conversation_terminated", """
                {"event_type":"x","interaction_id":"i-1","timestamp":"2025-03-04T09:31:08Z",
                 "properties":{"gateway_session":"s-81f2","queue":"video"}}
                """);

        assertThat(events)
                .singleElement()
                .extracting(ProviderEvent::correlation)
                .isEqualTo(new Correlation("s-81f2", null, "i-1"));
    }

    @Test
    void theSessionIdIsFoundAlsoWhenTheFormSentThePropertiesAsText() {
        List<ProviderEvent> events = translate("conversation_terminated", """
                {"interaction_id":"i-1","timestamp":"x","properties":"{\\"gateway_session\\":\\"s-81f2\\"}"}
                """);

        assertThat(events.getFirst().correlation().gatewayConversationId()).isEqualTo("s-81f2");
        assertThat(translate("conversation_terminated", "{\"interaction_id\":\"i-1\",\"properties\":\"queue: video\"}"))
                .singleElement()
                .isInstanceOf(ConversationEnded.class);
    }

    @Test
    void aWrongTimestampFallsBackToTheArrival() {
        assertThat(translate("conversation_ended", "{\"conversation_id\":\"c\",\"timestamp\":\"{{now}}\"}"))
                .singleElement()
                .extracting(ProviderEvent::occurredAt)
                .isEqualTo(Samples.ARRIVAL);
    }

    @Test
    void aMessageIsPlacedByWhenItWasWritten() {
        assertThat(translate("message_created", """
                        {"conversation_id":"c","timestamp":"2025-03-04T09:16:30Z",
                         "payload":{"id":"m","content":"hi","created_at":1741079742,"author":{"name":"N","type":"AGENT"}}}
                        """))
                .singleElement()
                .extracting(ProviderEvent::occurredAt)
                .isEqualTo(Instant.parse("2025-03-04T09:15:42Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{{interaction.id}}"})
    void aFieldThatTheAutomationLeftUnresolvedIsNamed(String id) {
        List<ProviderEvent> events = translate(
                "conversation_assigned",
                "{\"conversation_id\":\"c\",\"interaction_id\":\"" + id + "\",\"user_id\":\"u\",\"timestamp\":\"x\"}");

        assertThat(events)
                .hasSize(2)
                .first()
                .isEqualTo(new AgentJoined(Correlation.conversation("c"), Samples.ARRIVAL, "u", null));
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        ConfigurationProblem.class,
                        problem -> assertThat(problem.field()).isEqualTo("interaction_id"));
    }

    @Test
    void withoutAnyIdOnlyTheProblemsRemain() {
        List<ProviderEvent> events = translate("conversation_assigned", """
                {"conversation_id":"{{x}}","interaction_id":"","user_id":"{{y}}","timestamp":"",
                 "properties":{"gateway_session":"{{gateway_session}}"}}
                """);

        assertThat(events)
                .hasOnlyElementsOfType(ConfigurationProblem.class)
                .extracting(event -> ((ConfigurationProblem) event).field())
                .containsExactly("conversation_id", "interaction_id", "user_id", "properties.gateway_session");
    }

    @Test
    void aMessageWithoutAnIdIsShownAndMarked() {
        String body = """
                {"conversation_id":"c","timestamp":"x","payload":{"content":"hi","author":{"name":"N","type":"AGENT"}}}
                """;

        assertThat(translate("", body))
                .satisfiesExactly(
                        first -> assertThat(((MessageReceived) first).vendorMessageId())
                                .isNull(),
                        second -> assertThat(((ConfigurationProblem) second).field())
                                .isEqualTo("payload.id"));
        assertThat(webhooks.dedupKey(Samples.raw("", body))).isEmpty();
    }

    @Test
    void fieldsOfTheWrongTypeAreToleratedWhereTheyCanBe() {
        List<ProviderEvent> events = translate("message_created", """
                {"conversation_id":42,"new_field":{"a":[1]},"payload":{"id":7,"content":12.5,"author":"Nikos",
                 "attachments":[{"id":"a","name":5,"type":null,"size":"1024"},{"name":"no id"},"text",
                                {"id":"b","size":-3}]}}
                """);

        MessageReceived message = (MessageReceived) events.getFirst();
        assertThat(message.correlation()).isEqualTo(Correlation.conversation("42"));
        assertThat(message.vendorMessageId()).isEqualTo("7");
        assertThat(message.text()).isEqualTo("12.5");
        assertThat(message.attachments())
                .extracting(file -> file.vendorId() + " " + file.name() + " " + file.mediaType() + " " + file.size())
                .containsExactly("a 5 null 1024", "b b null -1");
        assertThat(events.subList(1, events.size()))
                .hasSize(2)
                .allSatisfy(event ->
                        assertThat(((ConfigurationProblem) event).field()).isEqualTo("payload.attachments.id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "null", "42", "\"text\"", "{\"a\":", "\u0000"})
    void whatIsNoJsonObjectIsUnrecognised(String body) {
        assertThat(translate("message_created", body)).singleElement().isInstanceOf(Unrecognised.class);
        assertThat(webhooks.dedupKey(Samples.raw("message_created", body))).isEmpty();
    }

    @Test
    void anUnknownKindIsKeptWithWhateverIdsItHas() {
        assertThat(translate("", "{\"event_type\":\"CONVERSATION_SNOOZED\",\"conversation_id\":\"c\"}"))
                .singleElement()
                .isInstanceOfSatisfying(Unrecognised.class, event -> {
                    assertThat(event.kind()).isEqualTo("CONVERSATION_SNOOZED");
                    assertThat(event.correlation()).isEqualTo(Correlation.conversation("c"));
                });
    }

    @Test
    void repeatsAreRecognisedByTheContractsKeys() {
        String assigned = """
                {"conversation_id":"c","interaction_id":"i","user_id":"u%s","timestamp":"t"}
                """;
        assertThat(webhooks.dedupKey(Samples.raw("conversation_assigned", assigned.formatted("1"))))
                .contains("conversation_assigned|c|i|u1|t");
        assertThat(webhooks.dedupKey(Samples.raw("conversation_assigned", assigned.formatted("2"))))
                .contains("conversation_assigned|c|i|u2|t");
        assertThat(webhooks.dedupKey(Samples.raw("conversation_ended", "{\"conversation_id\":\"c\",\"timestamp\":1}")))
                .isEqualTo(webhooks.dedupKey(
                        Samples.raw("conversation_ended", "{\"conversation_id\":\"c\",\"timestamp\":2}")));
        assertThat(webhooks.dedupKey(Samples.raw("message_created", "{\"payload\":{\"id\":\"{{id}}\"}}")))
                .isEmpty();
    }

    @Test
    void longIdsStillMakeAShortKey() {
        String id = "x".repeat(255);
        assertThat(webhooks.dedupKey(Samples.raw("conversation_ended", "{\"conversation_id\":\"" + id + "\"}")))
                .hasValueSatisfying(key -> assertThat(key).hasSizeLessThan(190).contains("sha256"));
    }

    private List<ProviderEvent> translate(String action, String body) {
        AcceptedWebhook webhook = Samples.accepted(action, body);
        return webhooks.translate(webhook);
    }
}
