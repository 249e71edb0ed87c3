package io.visavis.gateway.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.micronaut.http.MediaType;
import io.visavis.gateway.schema.JsonBody;
import io.visavis.gateway.schema.JsonSchemas;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Brings the JSON Schemas that a document names into it. {@code widget/v1/start-request} names one by its place in {@code schemas/}. */
@Singleton
final class OpenApiSchemas {
    private static final String COMPONENTS = "#/components/schemas/";

    private final JsonSchemas schemas;

    OpenApiSchemas(JsonSchemas schemas) {
        this.schemas = schemas;
    }

    void include(ObjectNode document) {
        document.path("paths").findValues("requestBody").forEach(OpenApiSchemas::describe);
        ObjectNode included = document.withObject("/components/schemas");
        redirect(document, name -> name.startsWith("#") ? name : include(name, included));
    }

    /** Puts what {@link JsonBody} left as the name of a body into the body: JSON, whatever the media type that it comes with. */
    private static void describe(JsonNode body) {
        if (body instanceof ObjectNode drawn && drawn.remove("$ref") instanceof TextNode schema) {
            drawn.putObject("content")
                    .putObject(MediaType.APPLICATION_JSON)
                    .putObject("schema")
                    .set("$ref", schema);
        }
    }

    private String include(String schema, ObjectNode included) {
        String name = schema.replace('/', '.');
        if (!included.has(name)) {
            ObjectNode copy = schemas.tree(schema);
            copy.remove(List.of("$schema", "$id"));
            // Before what it names itself, which may lead back here.
            included.set(name, copy);
            redirect(
                    copy,
                    named -> named.startsWith("#")
                            ? COMPONENTS + name + named.substring(1)
                            : include(beside(schema, named), included));
        }
        return COMPONENTS + name;
    }

    private static void redirect(JsonNode node, UnaryOperator<String> target) {
        if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
            object.put("$ref", target.apply(object.get("$ref").textValue()));
        }
        List<JsonNode> parts = new ArrayList<>();
        node.forEach(parts::add);
        parts.forEach(part -> redirect(part, target));
    }

    private static String beside(String schema, String file) {
        return URI.create(schema).resolve(file).toString().replace(".schema.json", "");
    }
}
