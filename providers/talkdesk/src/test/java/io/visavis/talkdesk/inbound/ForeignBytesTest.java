package io.visavis.talkdesk.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.ProviderEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives, translating gives events and never an exception. */
class ForeignBytesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> STRANGE_VALUES = List.of(
            "null",
            "true",
            "[]",
            "[[],{},null,1]",
            "{}",
            "{\"id\":{\"id\":[]}}",
            "0",
            "-1",
            "1e400",
            "123456789012345678901234567890",
            "\"\"",
            "\"{{x}}\"",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"{\\\"gateway_session\\\":[]}\"");

    private final TalkdeskWebhooks webhooks = new TalkdeskWebhooks(AuthorTypes.parse(AuthorTypes.DEFAULT));

    static List<String> samples() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleCutAtAnyByte(String name) {
        byte[] whole = Samples.bytes(name);
        for (int length = 0; length <= whole.length; length++) {
            receive(Samples.action(name), Arrays.copyOf(whole, length));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleWithAnyByteChanged(String name) {
        byte[] bytes = Samples.bytes(name);
        Random random = new Random(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            byte original = bytes[at];
            bytes[at] = (byte) random.nextInt(256);
            receive("", bytes);
            bytes[at] = original;
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleWithAnyFieldReplacedByAnyTypeOrLeftOut(String name) throws IOException {
        for (String strange : STRANGE_VALUES) {
            JsonNode value = JSON.readTree(strange);
            changes(name, (parent, field) -> parent.set(field, value.deepCopy()));
        }
        changes(name, ObjectNode::remove);
    }

    @Test
    void veryDeepAndVeryLargeDocuments() {
        receive("message_created", "[".repeat(100_000).getBytes(UTF_8));
        receive("message_created", ("{\"payload\":" + "{\"author\":".repeat(50_000)).getBytes(UTF_8));
        receive("", ("{\"conversation_id\":\"" + "x".repeat(900_000) + "\"}").getBytes(UTF_8));
    }

    private interface Change {
        void apply(ObjectNode parent, String field);
    }

    /** Applies a change to each field of a sample, one at a time. */
    private void changes(String name, Change change) throws IOException {
        int fields = fields(JSON.readTree(Samples.bytes(name))).size();
        for (int index = 0; index < fields; index++) {
            JsonNode copy = JSON.readTree(Samples.bytes(name));
            fields(copy).get(index).accept(change);
            byte[] changed = JSON.writeValueAsBytes(copy);
            receive(Samples.action(name), changed);
            receive("", changed);
        }
    }

    private static List<Consumer<Change>> fields(JsonNode node) {
        List<Consumer<Change>> found = new ArrayList<>();
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(entry -> {
                    found.add(change -> change.apply(object, entry.getKey()));
                    found.addAll(fields(entry.getValue()));
                });
            case ArrayNode array -> array.forEach(item -> found.addAll(fields(item)));
            default -> {}
        }
        return found;
    }

    /** Called a hundred thousand times, so without the comfort of an assertion library. */
    private void receive(String action, byte[] body) {
        webhooks.dedupKey(Samples.raw(action, body));
        List<ProviderEvent> events = webhooks.translate(new AcceptedWebhook(action, body, Samples.ARRIVAL));
        if (events.isEmpty()) {
            throw new AssertionError("no event for " + action + ": " + new String(body, UTF_8));
        }
    }
}
