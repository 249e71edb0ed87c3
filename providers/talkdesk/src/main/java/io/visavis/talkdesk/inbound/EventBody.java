package io.visavis.talkdesk.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;

/**
 * The JSON object of one delivery, read tolerantly: unknown fields are ignored, a field of the wrong type counts as
 * absent, a number where text belongs is taken as text. No method throws on foreign content.
 */
final class EventBody {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode root;

    private EventBody(JsonNode root) {
        this.root = root;
    }

    /** Empty when the bytes are no JSON object. */
    static Optional<EventBody> parse(byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            return node != null && node.isObject() ? Optional.of(new EventBody(node)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean has(String... path) {
        JsonNode node = at(path);
        return !node.isMissingNode() && !node.isNull();
    }

    /** The scalar there as text, exactly as it came; empty when absent, null, an object, a list or a truth value. */
    Optional<String> text(String... path) {
        return scalar(at(path));
    }

    /** As {@link #text}, but blank counts as absent. */
    Optional<String> label(String... path) {
        return label(at(path));
    }

    VendorId id(String... path) {
        return VendorId.of(String.join(".", path), scalar(at(path)));
    }

    JsonNode at(String... path) {
        JsonNode node = root;
        for (String field : path) {
            node = node.path(field);
        }
        return node;
    }

    /**
     * The id of our own conversation that an administrator may have put into {@code properties}. The field is a text
     * area in Talkdesk's automation form (contract 3.11), so it may arrive as an object or as the text of one.
     */
    VendorId gatewaySession() {
        JsonNode properties = at("properties");
        if (properties.isTextual()) {
            properties = parseText(properties.textValue());
        }
        return VendorId.of("properties.gateway_session", scalar(properties.path("gateway_session")));
    }

    static Optional<String> label(JsonNode node) {
        return scalar(node).map(String::strip).filter(text -> !text.isEmpty());
    }

    static Optional<String> scalar(JsonNode node) {
        return node.isTextual() || node.isNumber() ? Optional.of(node.asText()) : Optional.empty();
    }

    private static JsonNode parseText(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
