package io.visavis.gateway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of values of the wrong type. */
class RecordShapeTest {

    record Part(String id, JsonNode data) {}

    record Whole(
            String name,
            Boolean enabled,
            long size,
            List<String> tags,
            Map<String, String> texts,
            Map<String, Object> settings,
            List<Part> parts) {}

    private static Map<String, String> wrong(Map<String, Object> sent) {
        Map<String, String> wrong = new LinkedHashMap<>();
        RecordShape.check(JsonNode.from(sent), Whole.class, wrong::put);
        return wrong;
    }

    @Test
    void whatFitsIsRightAndSoIsWhatIsNullOrAbsent() {
        Map<String, Object> sent = new LinkedHashMap<>(Map.of(
                "name", "x",
                "enabled", true,
                "size", 5,
                "tags", List.of("a"),
                "texts", Map.of("title", "b"),
                "settings", Map.of("any", 1),
                "parts", List.of(Map.of("id", "c", "data", 4.5))));
        sent.put("tags", null);
        assertThat(wrong(sent)).isEmpty();
        assertThat(wrong(Map.of())).isEmpty();
    }

    @Test
    void aNameOfNoPartIsTold() {
        Map<String, String> wrong = new LinkedHashMap<>();
        RecordShape.checkNames(
                JsonNode.from(Map.of("name", "x", "Settings", 1, "read", true)),
                Whole.class,
                Set.of("read"),
                wrong::put);
        assertThat(wrong).containsExactly(Map.entry("Settings", "is not known here; did you mean settings?"));
    }

    @Test
    void everyWrongValueIsNamedByItsPath() {
        assertThat(wrong(Map.of(
                        "name", 42.5,
                        "enabled", "true",
                        "size", "5",
                        "tags", List.of("a", true),
                        "texts", Map.of("title", 1),
                        "settings", List.of(),
                        "parts", List.of(Map.of("id", false), "c"))))
                .containsExactly(
                        Map.entry("name", "must be a text"),
                        Map.entry("enabled", "must be true or false"),
                        Map.entry("size", "must be a number"),
                        Map.entry("tags[1]", "must be a text"),
                        Map.entry("texts.title", "must be a text"),
                        Map.entry("settings", "must be an object"),
                        Map.entry("parts[0].id", "must be a text"),
                        Map.entry("parts[1]", "must be an object"));
    }
}
