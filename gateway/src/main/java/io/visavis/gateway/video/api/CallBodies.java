package io.visavis.gateway.video.api;

import io.visavis.gateway.problem.JsonForms;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.problem.ProblemException.FieldError;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads request bodies: size first, then JSON, then every field. */
@Singleton
final class CallBodies {

    /** A page of signals: one description of 64 kB among candidates. */
    static final int LARGE = 256 * 1024;

    static final int SMALL = 8 * 1024;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final JsonForms forms;

    CallBodies(JsonForms forms) {
        this.forms = forms;
    }

    /**
     * The body as a record; what it lacks is null, what it has beyond is left alone: the pages that call here are ours, of this
     * version or, while nodes are replaced, of the next.
     *
     * @throws ProblemException 400 when it is not a JSON object, or too large
     */
    <T extends Record> T read(byte @Nullable [] body, int limit, Class<T> type) {
        if (body == null || body.length == 0) {
            throw ProblemException.invalid("", "a JSON object is expected");
        }
        if (body.length > limit) {
            throw ProblemException.invalid("", "the body is larger than " + limit + " bytes");
        }
        return forms.readKnown(body, type);
    }

    /** Collects what is wrong, to tell it all at once. */
    static final class Check {
        private final List<FieldError> errors = new ArrayList<>();

        /** The id, or a stand-in when it is wrong. */
        String id(String field, @Nullable String value) {
            if (value == null || !ID.matcher(value).matches()) {
                errors.add(new FieldError(field, "an id of 1 to 64 characters [A-Za-z0-9_-] is expected"));
                return "";
            }
            return value;
        }

        /** One of the names, or the first when it is wrong. */
        String oneOf(String field, @Nullable String value, List<String> names) {
            if (value == null || !names.contains(value)) {
                errors.add(new FieldError(field, "one of " + String.join(", ", names) + " is expected"));
                return names.getFirst();
            }
            return value;
        }

        void require(boolean right, String field, String message) {
            if (!right) {
                errors.add(new FieldError(field, message));
            }
        }

        void done() {
            if (!errors.isEmpty()) {
                throw ProblemException.invalid(errors);
            }
        }
    }
}
