package io.visavis.gateway.widget;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.http.HttpStatus;
import io.visavis.gateway.problem.NotJson;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.problem.ProblemException.FieldError;
import io.visavis.gateway.schema.JsonSchemas;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a browser sent, trusting nothing: size, depth, repeated names, characters that no database keeps. */
@Singleton
final class JsonBodies {
    private static final int LARGEST = 256 * 1024;
    private static final int DEEPEST = 32;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LARGEST)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final JsonSchemas schemas;

    JsonBodies(JsonSchemas schemas) {
        this.schemas = schemas;
    }

    /** The document, valid against {@code schema}; a problem names every wrong field. */
    JsonNode read(byte @Nullable [] body, String schema) {
        JsonNode document = parse(body);
        List<FieldError> errors = check(document, schema);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return document;
    }

    JsonNode parse(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw NotJson.problem("The body is empty; it must be a JSON object.");
        }
        if (body.length > LARGEST) {
            throw ProblemException.of(
                    HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                    "body-too-large",
                    ProblemAction.FIX_INPUT,
                    "The body may have up to " + LARGEST + " bytes.");
        }
        try {
            return mapper.readTree(body);
        } catch (IOException e) {
            throw NotJson.problem(e);
        }
    }

    List<FieldError> check(JsonNode document, String schema) {
        List<FieldError> errors = new ArrayList<>();
        schemas.check(schema, document).forEach(error -> errors.add(new FieldError(error.field(), error.message())));
        findUnkeepable("", document, errors);
        return errors;
    }

    /** U+0000 and half a surrogate pair are legal JSON, but no database keeps them. */
    private static void findUnkeepable(String path, JsonNode node, List<FieldError> errors) {
        if (node.isTextual() && unkeepable(node.textValue())) {
            errors.add(new FieldError(path, "has a character that is none: U+0000 or half of a surrogate pair"));
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                if (unkeepable(field.getKey())) {
                    errors.add(new FieldError(path, "has a name with a character that is none"));
                }
                findUnkeepable(at, field.getValue(), errors);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                findUnkeepable(path + "[" + i + "]", node.get(i), errors);
            }
        }
    }

    private static boolean unkeepable(String text) {
        return text.codePoints()
                .anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
