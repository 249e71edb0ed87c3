package io.visavis.eightbyeight.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.visavis.spi.ProviderCommand.SubmitCard;
import java.util.Map;
import java.util.stream.Collectors;

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
            if (!value.getKey().equals(POSTBACK)) {
                tell(value.getKey(), value.getValue(), words);
            }
        }
        return MessageBody.said(MessageBody.USER, Truncation.visibly(words.toString(), defaults.messageLength()));
    }

    /** What stands inside is named by the way to it: {@code address.city: Athens}, {@code guests.2.name: Mia}. */
    private static void tell(String name, JsonNode value, StringBuilder words) {
        if (value.isObject()) {
            value.properties().forEach(part -> tell(name + "." + part.getKey(), part.getValue(), words));
        } else if (value.isArray() && !value.valueStream().allMatch(JsonNode::isValueNode)) {
            for (int i = 0; i < value.size(); i++) {
                tell(name + "." + (i + 1), value.get(i), words);
            }
        } else if (!value.isEmpty() || value.isValueNode()) {
            String told = value.isValueNode()
                    ? value.asText()
                    : value.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
            words.append('\n').append(name).append(": ").append(told);
        }
    }

    private static JsonNode values(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
