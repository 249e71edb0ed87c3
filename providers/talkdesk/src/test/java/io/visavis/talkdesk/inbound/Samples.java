package io.visavis.talkdesk.inbound;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.RawWebhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The contract's sample deliveries, as they lie in {@code schemas/talkdesk/examples}. */
final class Samples {
    static final Instant ARRIVAL = Instant.parse("2025-03-04T10:00:00Z");
    static final Path SCHEMAS =
            Path.of("../../schemas/talkdesk").toAbsolutePath().normalize();

    private Samples() {}

    static List<String> names() {
        return examples().stream().filter(name -> !name.startsWith("request.")).toList();
    }

    /** Of requests, too. */
    static List<String> examples() {
        try (Stream<Path> files = Files.list(SCHEMAS.resolve("examples"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(SCHEMAS.resolve("examples").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The action a sample belongs to: the second part of its name. */
    static String action(String name) {
        int start = name.indexOf('.') + 1;
        return name.substring(start, name.indexOf('.', start));
    }

    /** The schema that a sample fits, by the first two parts of its name. */
    static JsonSchema schema(String name) {
        String file = name.substring(0, name.indexOf('.', name.indexOf('.') + 1)) + ".schema.json";
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(Files.readString(SCHEMAS.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AcceptedWebhook accepted(String action, String body) {
        return new AcceptedWebhook(action, body.getBytes(StandardCharsets.UTF_8), ARRIVAL);
    }

    static RawWebhook raw(String action, byte[] body) {
        return new RawWebhook(action, Map.of(), body, ARRIVAL);
    }

    static RawWebhook raw(String action, String body) {
        return raw(action, body.getBytes(StandardCharsets.UTF_8));
    }
}
