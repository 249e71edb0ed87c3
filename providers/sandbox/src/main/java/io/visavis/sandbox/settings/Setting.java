package io.visavis.sandbox.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.http.Json;
import java.util.concurrent.atomic.AtomicReference;

/** One section of the settings: a record that is replaced as a whole, and merged with JSON from outside. Thread-safe. */
public final class Setting<T extends Record> {

    private final Class<T> type;
    private volatile T initial;
    private final AtomicReference<T> value;

    public Setting(Class<T> type, T initial) {
        this.type = type;
        this.initial = initial;
        this.value = new AtomicReference<>(initial);
    }

    public T get() {
        return value.get();
    }

    public void set(T changed) {
        value.set(changed);
    }

    /** Sets the value and makes it the one to go back to. */
    public void start(T begun) {
        initial = begun;
        value.set(begun);
    }

    /** Back to what it was when the sandbox started. */
    public void reset() {
        value.set(initial);
    }

    /** What this section would become; nothing is changed yet. */
    public Runnable prepare(JsonNode patch) throws JsonProcessingException {
        var merged = Json.as(merge(Json.tree(get()), patch), type);
        return () -> set(merged);
    }

    /** RFC 7396: objects are merged, anything else replaces. */
    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode fields)) {
            return patch;
        }
        var merged = target instanceof ObjectNode object ? object : Json.object();
        fields.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.putNull(field.getKey());
            } else {
                merged.set(field.getKey(), merge(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }
}
