package io.visavis.gateway.conversation;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes what an event carries as the JSON of {@code schemas/events/v1}. */
@Singleton
final class EventJson {
    private static final Argument<Map<String, String>> STRINGS = Argument.mapOf(String.class, String.class);

    private final ObjectMapper mapper;

    EventJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    String data(EventData data) {
        return write(data);
    }

    String provider(Map<String, String> provider) {
        try {
            return new String(mapper.writeValueAsBytes(STRINGS, provider), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@link #data} wrote of a message. */
    EventData.MessageCreated message(String json) {
        try {
            return mapper.readValue(json, EventData.MessageCreated.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@link #data} wrote of a queue, whichever of the two events it was. */
    EventData.ConversationQueued queued(String json) {
        try {
            return mapper.readValue(json, EventData.ConversationQueued.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@link #provider(Map)} wrote. */
    Map<String, String> provider(String json) {
        try {
            Map<String, String> provider = mapper.readValue(json.getBytes(StandardCharsets.UTF_8), STRINGS);
            return provider == null ? Map.of() : provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Object value) {
        try {
            return new String(mapper.writeValueAsBytes(value), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
