package io.visavis.eightbyeight.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object of one delivery, read tolerantly: unknown fields are ignored, a field of the wrong type counts as
 * absent, a number where text belongs is taken as text. No method throws on foreign content.
 */
final class EventBody {
    private static final JsonMapper JSON = new JsonMapper();
    /** No id of 8x8's comes near; what is longer would not fit where ids are kept. */
    private static final int LONGEST_ID = 255;

    /** Outside these years a time is a mistake or the placeholder 0 (contract 3.4). */
    private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

    private static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

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

    /** Upper case; empty when there is none. */
    String eventType() {
        return label(root.path("eventType")).orElse("").toUpperCase(Locale.ROOT);
    }

    Optional<String> conversationId() {
        return id(root.path("conversationId"));
    }

    /** When it happened, in epoch milliseconds on the wire. */
    Instant occurredAt(Instant otherwise) {
        long millis = root.path("timestamp").asLong(0);
        return millis > EARLIEST && millis < LATEST ? Instant.ofEpochMilli(millis) : otherwise;
    }

    /** A member of {@code data}, or of the top level where the older flat shape has it. */
    JsonNode member(String name) {
        JsonNode wrapped = root.path("data").path(name);
        return wrapped.isMissingNode() ? root.path(name) : wrapped;
    }

    /** A member of {@code data} only. */
    JsonNode data(String... path) {
        JsonNode node = root.path("data");
        for (String field : path) {
            node = node.path(field);
        }
        return node;
    }

    /** A usable id: not blank, not too long, without control characters. Blanks around it are typing mistakes. */
    static Optional<String> id(JsonNode node) {
        return label(node).filter(id -> id.length() <= LONGEST_ID && id.chars().noneMatch(Character::isISOControl));
    }

    /** A scalar as text without blanks around it; blank counts as absent. */
    static Optional<String> label(JsonNode node) {
        return Optional.ofNullable(text(node)).map(String::strip).filter(label -> !label.isEmpty());
    }

    /** A scalar as text exactly as it came; null when absent, an object, a list or a truth value. */
    static @Nullable String text(JsonNode node) {
        return node.isTextual() || node.isNumber() ? node.asText() : null;
    }
}
