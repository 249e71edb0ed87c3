package io.visavis.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every record that crosses the border has a schema with just its fields, all the way down. The records are found by themselves, so
 * that a new one cannot be forgotten.
 */
class WireSchemasTest {
    private static final Path SCHEMAS = Path.of("../schemas");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Path, JsonNode> READ = new HashMap<>();

    /** Packages whose records are no wire of ours, or described otherwise, and how. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "admin", "drawn into the OpenAPI document",
            "operations", "drawn into the OpenAPI document",
            "outbox", "stored, not sent",
            "pages", "a file of our own build",
            "conversation", "data of events, each with its type's schema: WireRecordsTest goes by the types");

    /** Those that no other record holds: what is sent as a whole. */
    static List<Class<?>> documents() {
        Set<Class<?>> all = wireRecords();
        Set<Class<?>> parts = all.stream()
                .flatMap(record -> fields(record).values().stream())
                .flatMap(type -> recordIn(type).stream())
                .collect(Collectors.toSet());
        // A welcome is both: a part of the grant and an answer of its own.
        return all.stream()
                .filter(record ->
                        !parts.contains(record) || record.getSimpleName().endsWith("Reply"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyDocumentHasASchemaWithItsFields(Class<?> document) {
        assertThat(schemas())
                .as("no schema has the fields %s", fields(document).keySet())
                .anyMatch(file -> fits(document, read(file), file));
    }

    @Test
    void theRecordsAreFound() {
        assertThat(documents())
                .extracting(Class::getSimpleName)
                .contains("StartReply", "JoinGrantReply", "WelcomeReply", "SignalsRequest", "RoomReply", "IceGrant")
                .doesNotContain("Capabilities", "IceServer");
    }

    private static Set<Class<?>> wireRecords() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.visavis.gateway").stream()
                        .filter(it -> it.isRecord() && it.isAnnotatedWith(Serdeable.class))
                        .filter(it -> !OTHERWISE.containsKey(area(it)))
                        .map(JavaClass::reflect)
                        .collect(Collectors.toSet());
    }

    /** {@code widget} of {@code io.visavis.gateway.widget.api}. */
    private static String area(JavaClass type) {
        return type.getPackageName().split("\\.", -1)[3];
    }

    private static Map<String, Type> fields(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getGenericType));
    }

    /** The record that a field holds, alone or in a list. */
    private static Optional<Class<?>> recordIn(Type type) {
        Type held = type instanceof ParameterizedType list && list.getRawType() == List.class
                ? list.getActualTypeArguments()[0]
                : type;
        return held instanceof Class<?> one && one.isRecord() ? Optional.of(one) : Optional.empty();
    }

    /**
     * A request may leave unread what its schema describes, but for what is required. Replies of the facade may say more than the
     * callers' own schemas, which are kept as they came.
     */
    private static boolean fits(Class<?> record, JsonNode schema, Path file) {
        Map<String, Type> fields = fields(record);
        Set<String> described = names(schema.path("properties"));
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        boolean request = record.getSimpleName().endsWith("Request");
        boolean callersOwn = file.startsWith(SCHEMAS.resolve("facade"));
        boolean named = (callersOwn || described.containsAll(fields.keySet()))
                && (request || fields.keySet().containsAll(described));
        return named
                && fields.keySet().containsAll(required)
                && fields.entrySet().stream()
                        .allMatch(field -> recordIn(field.getValue())
                                .map(part ->
                                        partFits(part, schema.path("properties").path(field.getKey()), file))
                                .orElse(true));
    }

    private static Set<String> names(JsonNode properties) {
        Set<String> names = new HashSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean partFits(Class<?> part, JsonNode schema, Path file) {
        if (schema.has("$ref")) {
            Path other = file.resolveSibling(schema.path("$ref").asText());
            return partFits(part, read(other), other);
        }
        return schema.has("items") ? partFits(part, schema.path("items"), file) : fits(part, schema, file);
    }

    /** Of ours: the vendors' describe what others send. */
    private static List<Path> schemas() {
        return Stream.of("widget/v1", "call/v1", "facade/v1", "oauth/v1")
                .flatMap(folder -> {
                    try (Stream<Path> files = Files.list(SCHEMAS.resolve(folder))) {
                        return files.filter(file -> file.toString().endsWith(".schema.json")).toList().stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static JsonNode read(Path file) {
        return READ.computeIfAbsent(file, it -> {
            try {
                return JSON.readTree(it.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
