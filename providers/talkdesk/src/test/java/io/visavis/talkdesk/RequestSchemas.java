package io.visavis.talkdesk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.Request;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/** Holds every request that a provider makes, in any test, against {@code schemas/talkdesk/request.…}. Thread-safe. */
final class RequestSchemas {
    private static final Path HOME =
            Path.of("../../schemas/talkdesk").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, JsonSchema> LOADED = new ConcurrentHashMap<>();

    /** Method and path, and the schema of the body; blank where there is none, or it is no JSON. */
    private static final Map<Pattern, String> BODIES = Map.of(
            Pattern.compile("POST /digital-connect/conversations"), "request.start-conversation",
            Pattern.compile("POST /digital-connect/conversations/[^/]+/messages"), "request.send-message",
            Pattern.compile("DELETE /digital-connect/conversations/[^/]+"), "",
            Pattern.compile("POST /attachments/[^/]+/upload-link"), "request.upload-link",
            Pattern.compile("POST /attachments/[^/]+"), "request.create-attachment");

    /** Forms, files and questions: of no interest here. */
    private static final Pattern OTHERS = Pattern.compile("GET .*|POST /oauth/token|(PUT|POST) /(?!digital|attach).*");

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    void check(Request request) {
        String asked = request.getMethod() + " " + request.getUrl().replaceFirst("\\?.*", "");
        if (OTHERS.matcher(asked).matches()) {
            return;
        }
        List<String> schemas = BODIES.entrySet().stream()
                .filter(body -> body.getKey().matcher(asked).matches())
                .map(Map.Entry::getValue)
                .toList();
        if (schemas.isEmpty()) {
            wrong.add(asked + " has no schema");
            return;
        }
        schemas.forEach(schema -> check(asked, schema, request.getBodyAsString()));
    }

    private void check(String asked, String schema, String body) {
        if (schema.isEmpty()) {
            if (!body.isEmpty()) {
                wrong.add(asked + " has a body: " + body);
            }
            return;
        }
        try {
            LOADED.computeIfAbsent(schema, RequestSchemas::load)
                    .validate(JSON.readTree(body))
                    .forEach(error -> wrong.add(asked + " " + error + " in " + body));
        } catch (JsonProcessingException e) {
            wrong.add(asked + " is no JSON: " + body);
        }
    }

    private static JsonSchema load(String name) {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(Files.readString(HOME.resolve(name + ".schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void assertAllFit() {
        Assertions.assertThat(wrong).as("requests that Talkdesk does not take").isEmpty();
    }
}
