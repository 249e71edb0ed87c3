package io.visavis.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The panel's types against the schemas: a field that the panel names exists, and a required one is not forgotten. */
class WireTypesTest {

    private static final Pattern FIELD = Pattern.compile("^  (\\w+)\\??:", Pattern.MULTILINE);

    @ParameterizedTest
    @CsvSource({
        "Capabilities, widget/v1/capabilities",
        "Limits, widget/v1/limits",
        "Application, widget/v1/application",
        "StartRequest, widget/v1/start-request",
        "StartReply, widget/v1/start-reply",
        "TokenReply, widget/v1/tokens-reply",
        "Attachment, widget/v1/attachment",
        "Envelope, events/v1/event",
        "EventPage, widget/v1/events-page",
        "CommandReply, widget/v1/command-reply",
        "ProblemBody, widget/v1/problem"
    })
    void a_type_has_the_fields_of_its_schema(String type, String schema) throws IOException {
        Set<String> fields = fieldsOf(type);
        JsonNode parsed = new ObjectMapper().readTree(Files.readString(Path.of("../schemas", schema + ".schema.json")));

        Set<String> known = new TreeSet<>(List.copyOf(
                parsed.path("properties").propertyStream().map(e -> e.getKey()).toList()));
        Set<String> required = new TreeSet<>();
        parsed.path("required").forEach(name -> required.add(name.asText()));

        assertThat(fields).isNotEmpty().isSubsetOf(known).containsAll(required);
    }

    private static Set<String> fieldsOf(String type) throws IOException {
        String source = Files.readString(Path.of("widget-ui/src/wire.ts"));
        Matcher body = Pattern.compile("export interface " + type + " \\{\n(.*?)\n}", Pattern.DOTALL)
                .matcher(source);
        assertThat(body.find()).as("interface %s in wire.ts", type).isTrue();
        Set<String> fields = new TreeSet<>();
        Matcher field = FIELD.matcher(body.group(1));
        while (field.find()) {
            fields.add(field.group(1));
        }
        return fields;
    }
}
