package io.visavis.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.visavis.gateway.conversation.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCHEMAS = Path.of("../schemas");
    private static final String SUFFIX = ".schema.json";

    private final JsonSchemas schemas = new JsonSchemas();

    /** Of ours only: the vendors' files are theirs and have tests where they are used. */
    static List<String> ours() throws IOException {
        return files("events/v1", "commands/v1", "widget/v1", "call/v1", "oauth/v1")
                .filter(file -> file.endsWith(SUFFIX))
                .toList();
    }

    static List<String> examples() throws IOException {
        return files(
                        "events/v1/examples",
                        "commands/v1/examples",
                        "widget/v1/examples",
                        "facade/v1/examples",
                        "call/v1/examples",
                        "oauth/v1/examples")
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ours")
    void everySchemaIsDraft07AndNamesItself(String file) throws IOException {
        JsonNode schema = JSON.readTree(SCHEMAS.resolve(file).toFile());
        JsonSchema draft = JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(java.net.URI.create("http://json-schema.org/draft-07/schema#"));
        assertThat(draft.validate(schema)).isEmpty();
        assertThat(schema.path("$id").asText()).isEqualTo(JsonSchemas.BASE + file);
        assertThat(schema.path("title").asText()).isNotBlank();
        assertThat(schema.path("description").asText()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleFollowsItsSchema(String file) throws IOException {
        assertThat(schemas.check(
                        schemaOf(file), JSON.readTree(SCHEMAS.resolve(file).toFile())))
                .isEmpty();
    }

    @Test
    void everySchemaHasAnExample() throws IOException {
        List<String> examples = examples();
        assertThat(ours())
                .filteredOn(file -> !file.matches(".*/(event|command)\\.schema\\.json"))
                .allSatisfy(file -> assertThat(examples)
                        .anyMatch(example ->
                                example.startsWith(file.replace(SUFFIX, "").replaceFirst("/v1/", "/v1/examples/"))));
    }

    @Test
    void everyEventTypeHasASchemaAndEverySchemaAType() throws IOException {
        List<String> types = Arrays.stream(EventType.values())
                .map(EventType::wireName)
                .sorted()
                .toList();
        assertThat(typesIn("events/v1", "event")).isEqualTo(types);
        assertThat(enumOf("events/v1/event")).isEqualTo(types);
    }

    @Test
    void everyCommandTypeHasASchemaAndEverySchemaAType() throws IOException {
        assertThat(typesIn("commands/v1", "command")).isEqualTo(enumOf("commands/v1/command"));
    }

    @Test
    void everyWrongFieldIsNamedWithItsPath() throws IOException {
        JsonNode wrong = JSON.readTree("""
                {"applicationId": "app_1", "custommer": {}, "subject": 7,
                 "history": [{"author": "cat", "text": "miau"}]}""");
        assertThat(schemas.check("widget/v1/start-request", wrong))
                .extracting(SchemaError::field)
                .containsExactlyInAnyOrder("chatMode", "custommer", "subject", "history[0].author");
    }

    @Test
    void aNameThatIsNotKnownIsToldWithTheOneThatWasMeant() throws IOException {
        JsonNode start = JSON.readTree("""
                {"applicationId": "app_1", "chatMode": "x", "custommer": {}, "customer": {"eMail": "a@b.example"},
                 "history": [{"author": "bot", "text": "Hi", "attachment": []}]}""");
        JsonNode command = JSON.readTree("""
                {"id": "m-1", "type": "message.send", "data": {"txt": "Hi", "text": "Hi"}}""");
        assertThat(schemas.check("widget/v1/start-request", start))
                .containsExactlyInAnyOrder(
                        new SchemaError("custommer", "is not known here; did you mean customer?"),
                        new SchemaError("customer.eMail", "is not known here; did you mean email?"),
                        new SchemaError("history[0].attachment", "is not known here; did you mean attachments?"));
        assertThat(schemas.check("commands/v1/command", command))
                .containsExactly(new SchemaError("data.txt", "is not known here; did you mean text?"));
    }

    @Test
    void anEventWhoseDataBelongsToAnotherTypeIsRefused() throws IOException {
        JsonNode wrong = JSON.readTree("""
                {"position": 1, "conversationId": "c", "type": "message.accepted", "at": "2026-11-20T09:15:00Z",
                 "actor": {"kind": "system"}, "data": {"typing": true}}""");
        assertThat(schemas.check("events/v1/event", wrong))
                .extracting(SchemaError::field)
                .contains("data.messageId");
    }

    private List<String> enumOf(String schema) throws IOException {
        JsonNode values = JSON.readTree(schemas.text(schema)).at("/properties/type/enum");
        return Stream.iterate(0, i -> i < values.size(), i -> i + 1)
                .map(i -> values.get(i).asText())
                .sorted()
                .toList();
    }

    private static List<String> typesIn(String folder, String envelope) throws IOException {
        return files(folder)
                .filter(file -> file.endsWith(SUFFIX))
                .map(file -> file.substring(folder.length() + 1, file.length() - SUFFIX.length()))
                .filter(type -> !type.equals(envelope))
                .sorted()
                .toList();
    }

    /** An example's schema: of events and commands the envelope, else the longest schema name it begins with. */
    private static String schemaOf(String example) throws IOException {
        if (example.startsWith("events/")) {
            return "events/v1/event";
        }
        if (example.startsWith("commands/")) {
            return "commands/v1/command";
        }
        String place = example.replace("/examples/", "/");
        return files(place.substring(0, place.lastIndexOf('/')))
                .filter(file -> file.endsWith(SUFFIX))
                .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                .filter(schema -> place.startsWith(schema + "."))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElseThrow();
    }

    private static Stream<String> files(String... folders) throws IOException {
        Stream.Builder<String> found = Stream.builder();
        for (String folder : folders) {
            try (Stream<Path> files = Files.list(SCHEMAS.resolve(folder))) {
                files.filter(Files::isRegularFile)
                        .map(file -> folder + "/" + file.getFileName())
                        .sorted()
                        .forEach(found);
            }
        }
        return found.build();
    }
}
