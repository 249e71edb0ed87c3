package io.visavis.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.gateway.conversation.EventType;
import io.visavis.gateway.schema.JsonSchemas;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ApiDocumentsTest {

    @Test
    void asyncApiCarriesEveryEventTypeWithItsData() {
        JsonNode document = new AsyncApiDocument(new JsonSchemas()).read();
        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(Arrays.stream(EventType.values()).map(EventType::wireName)).allSatisfy(type -> {
            JsonNode payload = document.path("components")
                    .path("messages")
                    .path(type)
                    .path("payload")
                    .path("schema");
            assertThat(payload.at("/properties/type/const").asText()).isEqualTo(type);
            assertThat(payload.at("/properties/data/title").asText()).isNotBlank();
            assertThat(document.path("channels").path("events").path("messages").has(type))
                    .isTrue();
        });
    }

    @Test
    void asyncApiCarriesEveryCommand() {
        JsonNode commands = new AsyncApiDocument(new JsonSchemas())
                .read()
                .path("channels")
                .path("commands")
                .path("messages");
        assertThat(commands.fieldNames())
                .toIterable()
                .contains("message.send", "call.accept", "conversation.end", "consent.answer");
    }
}
