package io.visavis.gateway.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micronaut.context.annotation.Value;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.OAuthFlow;
import io.swagger.v3.oas.annotations.security.OAuthFlows;
import io.swagger.v3.oas.annotations.security.OAuthScope;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The HTTP API: what the build drew from the controllers, with the JSON Schemas that it names, and with what the access table says
 * of each operation. OpenAPI 3.1, because its schemas are JSON Schemas.
 */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Visavis",
                        version = "1",
                        description = "Events and commands of a conversation are described by type at /asyncapi.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        tags = {
            @Tag(name = "widget", description = "What a visitor's browser, or a server for a visitor, asks for."),
            @Tag(name = "call", description = "What the pages of a call ask for."),
            @Tag(name = "access", description = "Tokens for vendors and servers."),
            @Tag(name = "facade", description = "Rooms for vendors and servers."),
            @Tag(name = "admin", description = "What the administrator sets up, looks at and repairs."),
            @Tag(name = "operations", description = "How the gateway is doing.")
        })
@SecurityScheme(
        name = "administrator",
        type = SecuritySchemeType.HTTP,
        scheme = "basic",
        description = "User admin, with VISAVIS_ADMIN_PASSWORD or what stands in <home>/admin-password.")
@SecurityScheme(
        name = "client",
        type = SecuritySchemeType.OAUTH2,
        description = "A client of an application; what it may do is chosen when it is added.",
        flows =
                @OAuthFlows(
                        clientCredentials =
                                @OAuthFlow(
                                        tokenUrl = "/security/oauth/token",
                                        scopes = {
                                            @OAuthScope(name = "webhooks", description = "Deliver webhooks."),
                                            @OAuthScope(name = "facade", description = "Make rooms."),
                                            @OAuthScope(name = "widget-server", description = "Act for visitors.")
                                        })))
@SecurityScheme(
        name = "visitor",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "accessToken of the start reply; renewed with the resume token.")
@SecurityScheme(
        name = "streamTicket",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.QUERY,
        paramName = "ticket",
        description = "For a browser's EventSource, which sends no headers; works once, for 60 s.")
@SecurityScheme(
        name = "participant",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "callToken of the join grant; renewed with the resume secret.")
@Singleton
final class OpenApiDocument {
    private static final String RESOURCE = "META-INF/swagger/visavis-1.yml";

    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    private final OpenApiSchemas schemas;
    private final OpenApiAccess access;
    private final String publicUrl;

    OpenApiDocument(OpenApiSchemas schemas, OpenApiAccess access, @Value("${visavis.public-url}") String publicUrl) {
        this.schemas = schemas;
        this.access = access;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /** Put together at each call; asked for by people, not by visitors. */
    JsonNode read() {
        ObjectNode document = drawn();
        document.put("openapi", "3.1.0");
        document.putArray("servers").addObject().put("url", publicUrl);
        sayStream(document);
        access.complete(document);
        sayTypes(document);
        schemas.include(document);
        return document;
    }

    private ObjectNode drawn() {
        try (InputStream in = OpenApiDocument.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in this build");
            }
            return yaml.readValue(in, ObjectNode.class);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + RESOURCE, e);
        }
    }

    /** The build draws one schema for both forms of an answer, that of a page. */
    private static void sayStream(JsonNode document) {
        document.path("paths").findValues("text/event-stream").stream()
                .map(stream -> stream.path("schema"))
                .filter(schema -> schema.path("$ref").asText().equals("widget/v1/events-page"))
                .forEach(schema -> ((ObjectNode) schema).put("$ref", "events/v1/event"));
    }

    /** The build draws OpenAPI 3.0, which has a keyword for null, and an object for what may be anything. */
    private static void sayTypes(JsonNode node) {
        if (node.path("style").isTextual()) {
            // A parameter whose members are written one by one is an object indeed.
            return;
        }
        if (node instanceof ObjectNode schema) {
            if (schema.path("type").asText().equals("object")
                    && !schema.has("properties")
                    && !schema.has("additionalProperties")) {
                schema.remove(List.of("type", "nullable"));
            }
            if (schema.path("nullable").isBoolean()) {
                schema.remove("nullable");
                sayNull(schema);
            }
        }
        List<JsonNode> parts = new ArrayList<>();
        node.forEach(parts::add);
        parts.forEach(OpenApiDocument::sayTypes);
    }

    private static void sayNull(ObjectNode schema) {
        if (schema.path("type").isTextual()) {
            schema.set("type", schema.arrayNode().add(schema.get("type")).add("null"));
        } else if (schema.remove("allOf") instanceof ArrayNode either) {
            either.addObject().put("type", "null");
            schema.set("anyOf", either);
        }
    }
}
