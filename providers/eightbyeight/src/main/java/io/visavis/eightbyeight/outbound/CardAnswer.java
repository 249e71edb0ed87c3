package io.visavis.eightbyeight.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.visavis.spi.ProviderCommand.SubmitCard;
import java.util.Map;

/**
 * A visitor's answer to a card, in words: card actions are for 8x8's own widget, so on our channel a choice goes back as text
 * (contract 2.9).
 */
final class CardAnswer {
    private static final JsonMapper JSON = new JsonMapper();
    /** What a quick reply carries for a machine; the title says the same to a person. */
    private static final String POSTBACK = "postback";

    private CardAnswer() {}

    /** What was pressed, then a line for each thing filled in. */
    static MessageBody of(SubmitCard command, Defaults defaults) {
        StringBuilder words = new StringBuilder(command.title());
        for (Map.Entry<String, JsonNode> value : values(command.json()).properties()) {
            if (value.getValue().isValueNode() && !value.getKey().equals(POSTBACK)) {
                words.append('\n')
                        .append(value.getKey())
                        .append(": ")
                        .append(value.getValue().asText());
            }
        }
        return MessageBody.said(MessageBody.USER, Truncation.visibly(words.toString(), defaults.messageLength()));
    }

    private static JsonNode values(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
