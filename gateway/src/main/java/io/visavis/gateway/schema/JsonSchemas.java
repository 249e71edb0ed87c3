package io.visavis.gateway.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas in this jar, each compiled once. Safe for many threads. */
@Singleton
public final class JsonSchemas {
    /** What every {@code $id} of ours begins with; the rest is the file's place in {@code schemas/}. */
    public static final String BASE = "https://visavis.io/schemas/";

    private static final String RESOURCES = "schemas/";

    // Addresses are mapped to the class path, so that validation never reaches for the network.
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
            VersionFlag.V7, builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(BASE, "classpath:schemas/")));
    private final SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_PATH)
            .formatAssertionsEnabled(true)
            .locale(Locale.ENGLISH)
            .build();
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    /**
     * Every way in which {@code document} does not follow the schema; empty when it is valid.
     *
     * @param schema its place in {@code schemas/} without {@code .schema.json}, for example {@code widget/v1/start-request}
     * @throws IllegalArgumentException when there is no such schema
     */
    public List<SchemaError> check(String schema, JsonNode document) {
        return compiled.computeIfAbsent(schema, this::compile).validate(document).stream()
                .map(JsonSchemas::error)
                .distinct()
                .toList();
    }

    /** The schema's own text. */
    public String text(String schema) {
        String resource = RESOURCES + schema + ".schema.json";
        try (InputStream in = JsonSchemas.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no schema " + schema);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + resource, e);
        }
    }

    private JsonSchema compile(String schema) {
        text(schema);
        JsonSchema made = factory.getSchema(SchemaLocation.of(BASE + schema + ".schema.json"), config);
        made.initializeValidators();
        return made;
    }

    private static SchemaError error(ValidationMessage message) {
        String path = message.getInstanceLocation().toString();
        String field = path.equals("$") ? "" : path.substring(path.startsWith("$.") ? 2 : 1);
        String property = message.getProperty();
        if (property != null
                && ("required".equals(message.getType()) || "additionalProperties".equals(message.getType()))) {
            field = field.isEmpty() ? property : field + "." + property;
        }
        String text = message.getMessage();
        return new SchemaError(field, text.startsWith(path + ": ") ? text.substring(path.length() + 2) : text);
    }
}
