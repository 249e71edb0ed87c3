package io.visavis.gateway.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.visavis.gateway.kernel.KnownNames;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    private static final String SUFFIX = ".schema.json";

    // Addresses are mapped to the class path, so that validation never reaches for the network.
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
            VersionFlag.V7, builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(BASE, "classpath:schemas/")));
    private final SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_PATH)
            .formatAssertionsEnabled(true)
            .locale(Locale.ENGLISH)
            .build();
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> trees = new ConcurrentHashMap<>();
    private final ObjectMapper json = new ObjectMapper();

    /**
     * Every way in which {@code document} does not follow the schema; empty when it is valid.
     *
     * @param schema its place in {@code schemas/} without {@code .schema.json}, for example {@code widget/v1/start-request}
     * @throws IllegalArgumentException when there is no such schema
     */
    public List<SchemaError> check(String schema, JsonNode document) {
        return compiled.computeIfAbsent(schema, this::compile).validate(document).stream()
                .map(this::error)
                .distinct()
                .toList();
    }

    /** The schema's own text. */
    public String text(String schema) {
        String resource = RESOURCES + schema + SUFFIX;
        try (InputStream in = JsonSchemas.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no schema " + schema);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + resource, e);
        }
    }

    /** The schema as a tree of the caller's own, to be changed at will. */
    public ObjectNode tree(String schema) {
        try {
            return json.readValue(text(schema), ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("schema " + schema + " is not JSON", e);
        }
    }

    private JsonSchema compile(String schema) {
        text(schema);
        JsonSchema made = factory.getSchema(SchemaLocation.of(BASE + schema + SUFFIX), config);
        made.initializeValidators();
        return made;
    }

    private SchemaError error(ValidationMessage message) {
        String path = message.getInstanceLocation().toString();
        String field = path.equals("$") ? "" : path.substring(path.startsWith("$.") ? 2 : 1);
        String property = message.getProperty();
        if (property != null
                && ("required".equals(message.getType()) || "additionalProperties".equals(message.getType()))) {
            field = field.isEmpty() ? property : field + "." + property;
        }
        if (property != null && "additionalProperties".equals(message.getType())) {
            return new SchemaError(field, "is not known here" + KnownNames.hint(property, namesBeside(message)));
        }
        String text = message.getMessage();
        return new SchemaError(field, text.startsWith(path + ": ") ? text.substring(path.length() + 2) : text);
    }

    /** The names that the schema has where it found another. */
    private List<String> namesBeside(ValidationMessage message) {
        SchemaLocation keyword = message.getSchemaLocation();
        String id = keyword.getAbsoluteIri().toString();
        JsonNode schema = trees.computeIfAbsent(id.substring(BASE.length(), id.length() - SUFFIX.length()), this::tree);
        JsonNodePath place = keyword.getFragment().getParent();
        for (int i = 0; i < place.getNameCount(); i++) {
            Object step = place.getElement(i);
            schema = step instanceof Integer index ? schema.path(index) : schema.path(String.valueOf(step));
        }
        List<String> names = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }
}
