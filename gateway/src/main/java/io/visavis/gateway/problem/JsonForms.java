package io.visavis.gateway.problem;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.visavis.gateway.kernel.RecordShape;
import io.visavis.gateway.problem.ProblemException.FieldError;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a request's JSON object into a record, and names every field that cannot be used. */
@Singleton
public final class JsonForms {
    private final JsonMapper json;

    JsonForms(JsonMapper json) {
        this.json = json;
    }

    /**
     * The body as a record; what it lacks is null.
     *
     * @throws ProblemException 400 when it is not JSON, not an object, or has values of the wrong type or names that the record
     *     does not have
     */
    public <T extends Record> T read(byte[] body, Class<T> type) {
        return read(body, type, (node, wrong) -> RecordShape.checkNames(node, type, Set.of(), wrong));
    }

    /** As {@link #read}; what {@code shown} has beyond the record may stand there unread, so that what was read can be sent back. */
    public <T extends Record> T readChange(byte[] body, Class<T> type, Class<? extends Record> shown) {
        return read(body, type, (node, wrong) -> RecordShape.checkNames(node, type, RecordShape.names(shown), wrong));
    }

    /** As {@link #read}; names that the record does not have are left alone, for callers who may be newer than this gateway. */
    public <T extends Record> T readKnown(byte[] body, Class<T> type) {
        return read(body, type, (_, _) -> {});
    }

    private <T extends Record> T read(
            byte[] body, Class<T> type, BiConsumer<JsonNode, BiConsumer<String, String>> names) {
        JsonNode node = tree(body);
        if (node == null || !node.isObject()) {
            throw ProblemException.invalid("", "a JSON object is expected");
        }
        List<FieldError> errors = new ArrayList<>();
        BiConsumer<String, String> wrong = (field, message) -> errors.add(new FieldError(field, message));
        RecordShape.check(node, type, wrong);
        names.accept(node, wrong);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        try {
            return json.readValueFromTree(node, type);
        } catch (IOException e) {
            throw ProblemException.invalid("", "this is not the JSON object that is expected here");
        }
    }

    private @Nullable JsonNode tree(byte[] body) {
        try {
            return body.length == 0 ? null : json.readValue(body, Argument.of(JsonNode.class));
        } catch (IOException e) {
            throw NotJson.problem(e);
        }
    }
}
