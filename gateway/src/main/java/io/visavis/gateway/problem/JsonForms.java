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

/** Reads a request's JSON object into a record, and names every field of another type than the record's. */
@Singleton
public final class JsonForms {
    private final JsonMapper json;

    JsonForms(JsonMapper json) {
        this.json = json;
    }

    /**
     * The body as a record; what it lacks is null.
     *
     * @throws ProblemException 400 when it is not a JSON object or has values of the wrong type
     */
    public <T extends Record> T read(byte[] body, Class<T> type) {
        try {
            JsonNode node = body.length == 0 ? null : json.readValue(body, Argument.of(JsonNode.class));
            if (node == null || !node.isObject()) {
                throw ProblemException.invalid("", "a JSON object is expected");
            }
            List<FieldError> errors = new ArrayList<>();
            RecordShape.check(node, type, (field, message) -> errors.add(new FieldError(field, message)));
            if (!errors.isEmpty()) {
                throw ProblemException.invalid(errors);
            }
            return json.readValueFromTree(node, type);
        } catch (IOException e) {
            throw ProblemException.invalid("", "this is not the JSON object that is expected here");
        }
    }
}
