package io.visavis.gateway.widget;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts in what a page sends; what is no object has none. */
final class JsonTexts {
    private JsonTexts() {}

    /** Null where it is left out or nothing of it is seen. */
    static @Nullable String text(JsonNode object, String name) {
        String value = object.path(name).asText("");
        return VisibleText.isIn(value) ? value : null;
    }

    /** All by their names, as they were sent; the caller's own. */
    static Map<String, String> strings(JsonNode object) {
        Map<String, String> values = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> values.put(field.getKey(), field.getValue().asText()));
        return values;
    }
}
