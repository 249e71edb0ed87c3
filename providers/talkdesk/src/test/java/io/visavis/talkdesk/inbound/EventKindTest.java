package io.visavis.talkdesk.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventKindTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"message_created", "MESSAGE_CREATED", "Message_Created", "message_created/", "v1/message_created"
            })
    void thePathNamesTheActionInAnyLetterCase(String action) {
        assertThat(classify(action, "{}")).contains(EventKind.MESSAGE_CREATED);
    }

    @ParameterizedTest
    @CsvSource({
        "CONVERSATION_ENDED, CONVERSATION_ENDED",
        "conversation_ended, CONVERSATION_ENDED",
        "Conversation-Assigned, CONVERSATION_ASSIGNED",
        "conversation.terminated, CONVERSATION_TERMINATED",
        "digital_connect.message created, MESSAGE_CREATED",
        " conversation_started , CONVERSATION_STARTED"
    })
    void theEventTypeNamesTheActionWhenThePathDoesNot(String eventType, EventKind expected) {
        assertThat(classify("", "{\"event_type\":\"" + eventType + "\"}")).contains(expected);
        assertThat(classify("whatever", "{\"event_type\":\"" + eventType + "\"}"))
                .contains(expected);
    }

    @Test
    void thePathWinsOverAContradictingEventType() {
        assertThat(classify("conversation_assigned", "{\"event_type\":\"conversation_ended\"}"))
                .contains(EventKind.CONVERSATION_ASSIGNED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"payload\":{\"author\":{}}}; MESSAGE_CREATED",
                "{\"payload\":{\"touchpoint\":{\"id\":\"t\"}}}; CONVERSATION_STARTED",
                "{\"interaction_id\":\"i\",\"user_id\":\"u\"}; CONVERSATION_ASSIGNED",
                "{\"interaction_id\":\"i\",\"timestamp\":\"x\"}; CONVERSATION_TERMINATED"
            })
    void theShapeDecidesWhenNothingNamesTheAction(String body, EventKind expected) {
        assertThat(classify("", body)).contains(expected);
        assertThat(classify("", body.replaceFirst("\\{", "{\"event_type\":\"{{event}}\",")))
                .contains(expected);
    }

    @Test
    void aBareConversationIdIsUnknownAndNeverAnEnd() {
        assertThat(classify("", "{\"conversation_id\":\"c\",\"timestamp\":\"2025-03-04T09:31:07Z\"}"))
                .isEmpty();
        assertThat(classify("", "{\"conversation_id\":\"c\",\"interaction_id\":\"i\"}"))
                .isEmpty();
    }

    private static Optional<EventKind> classify(String action, String json) {
        EventBody body = EventBody.parse(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return EventKind.classify(action, body);
    }
}
