package io.visavis.eightbyeight.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.spi.Card;
import java.util.Optional;

/**
 * Quick replies as an Adaptive Card with a button each: then whoever draws cards draws these too, and needs to know nothing of
 * 8x8 (contract 2.9).
 */
final class QuickReplies {
    static final String CONTENT_TYPE = "application/8x8.quick.replies";
    static final String ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive";

    private QuickReplies() {}

    /** Empty when there is nothing to choose. */
    static Optional<Card> card(JsonNode content) {
        ArrayNode actions = JsonNodeFactory.instance.arrayNode();
        for (JsonNode option : content.path("options")) {
            EventBody.label(option.path("title")).ifPresent(title -> {
                ObjectNode action = actions.addObject();
                action.put("type", "Action.Submit");
                action.put("title", title);
                JsonNode data = option.path("data");
                action.set("data", data.isObject() ? data : JsonNodeFactory.instance.objectNode());
            });
        }
        if (actions.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode card = JsonNodeFactory.instance.objectNode();
        card.put("type", "AdaptiveCard");
        card.put("version", "1.3");
        card.putArray("body");
        card.set("actions", actions);
        return Optional.of(new Card(ADAPTIVE_CARD, card.toString()));
    }
}
