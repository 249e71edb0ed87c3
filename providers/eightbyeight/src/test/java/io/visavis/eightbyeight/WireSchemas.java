package io.visavis.eightbyeight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** 8x8's wire as schemas and examples: {@code schemas/8x8}. */
public final class WireSchemas {
    private static final Path HOME =
            Path.of("../../schemas/8x8").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private WireSchemas() {}

    public static List<String> examples(String prefix) {
        try (Stream<Path> files = Files.list(HOME.resolve("examples"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(String example) {
        try {
            return Files.readAllBytes(HOME.resolve("examples").resolve(example));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String example) {
        return new String(bytes(example), StandardCharsets.UTF_8);
    }

    public static JsonNode json(String example) {
        return read(bytes(example));
    }

    public static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema whose name is the longest beginning of the example's; the older shape shares some with the newer. */
    public static String schemaOf(String example) {
        String name = example.substring(0, example.length() - ".json".length());
        for (String form : List.of(name, name.replaceFirst("^legacy-", ""))) {
            for (int end = form.length(); end > 0; end = form.lastIndexOf('-', end - 1)) {
                String schema = form.substring(0, end);
                if (Files.exists(HOME.resolve(schema + ".schema.json"))) {
                    return schema;
                }
            }
        }
        throw new IllegalArgumentException("no schema for " + example);
    }

    public static Set<ValidationMessage> errors(String schema, JsonNode document) {
        return SCHEMAS.computeIfAbsent(schema, WireSchemas::load).validate(document);
    }

    private static JsonSchema load(String name) {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(Files.readString(HOME.resolve(name + ".schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
