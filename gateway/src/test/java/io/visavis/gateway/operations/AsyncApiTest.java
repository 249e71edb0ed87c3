package io.visavis.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The served document of what the widget hears and says; a stranger's tools must be able to work from it alone. */
@MicronautTest(transactional = false)
class AsyncApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    // Of this document only: an address that it names but does not hold cannot be reached.
    private static final JsonSchemaFactory DRAFT_7 = JsonSchemaFactory.getInstance(VersionFlag.V7);

    @Inject
    EmbeddedServer server;

    private HttpCalls http;
    private JsonNode document;

    @BeforeEach
    void read() {
        http = new HttpCalls(server.getURI());
        Answer answer = http.send("GET", "/asyncapi", null, "Accept", "application/json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("application/json");
        document = answer.json();
    }

    @Test
    void anyoneMayReadItAsYamlToo() throws IOException {
        Answer yaml = http.send("GET", "/asyncapi", null, "Accept", "application/yaml");

        assertThat(yaml.header("Content-Type")).contains("application/yaml");
        assertThat(yaml.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(new ObjectMapper(new YAMLFactory()).readTree(yaml.text())).isEqualTo(document);
    }

    /** What AsyncAPI 3.0.0 demands of a document, and that every reference of its own leads somewhere. */
    @Test
    void itIsOneOfAsyncApi3() {
        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(document.at("/info/title").asText()).isNotBlank();
        assertThat(document.at("/info/version").asText()).isNotBlank();
        assertThat(document.path("channels")).hasSize(2).allSatisfy(channel -> {
            assertThat(channel.path("address").asText()).contains("{conversationId}");
            assertThat(channel.path("parameters").has("conversationId")).isTrue();
            assertThat(channel.path("messages"))
                    .isNotEmpty()
                    .allSatisfy(message -> assertThat(target(message)).isNotEmpty());
        });
        assertThat(document.path("operations")).hasSize(2).allSatisfy(operation -> {
            assertThat(operation.path("action").asText()).isIn("send", "receive");
            assertThat(target(operation.path("channel"))).isNotEmpty();
        });
    }

    private JsonNode target(JsonNode reference) {
        String ref = reference.path("$ref").asText();
        assertThat(ref).startsWith("#/");
        return document.at(ref.substring(1));
    }

    @Test
    void everyPayloadIsASchemaOfTheFormatItNames() {
        assertThat(document.at("/components/messages")).hasSizeGreaterThan(30).allSatisfy(message -> {
            assertThat(message.at("/payload/schemaFormat").asText())
                    .isEqualTo("application/schema+json;version=draft-07");
            assertThat(DRAFT_7.getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"))
                            .validate(message.at("/payload/schema")))
                    .isEmpty();
        });
    }

    @Test
    void theExamplesOfEventsAndCommandsFollowIt() throws IOException {
        for (String folder : List.of("events", "commands")) {
            try (Stream<Path> files = Files.list(Path.of("../schemas", folder, "v1/examples"))) {
                for (Path file : files.toList()) {
                    JsonNode example = JSON.readTree(Files.readString(file));
                    JsonNode message = document.at("/components/messages")
                            .path(example.path("type").asText());
                    Set<ValidationMessage> wrong =
                            DRAFT_7.getSchema(message.at("/payload/schema")).validate(example);

                    assertThat(message.isMissingNode()).as("known: " + file).isFalse();
                    assertThat(wrong).as(file.toString()).isEmpty();
                }
            }
        }
    }
}
