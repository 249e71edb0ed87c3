package io.visavis.gateway.widget;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One spelling for documents that mean the same. */
final class CanonicalJson {
    private CanonicalJson() {}

    static String of(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            return sorted.entrySet().stream()
                    .map(field -> com.fasterxml.jackson.databind.node.TextNode.valueOf(field.getKey()) + ":"
                            + of(field.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isArray()) {
            return Stream.iterate(0, i -> i < node.size(), i -> i + 1)
                    .map(i -> of(node.get(i)))
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return node.toString();
    }
}
