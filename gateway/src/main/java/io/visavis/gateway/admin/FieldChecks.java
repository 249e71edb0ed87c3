package io.visavis.gateway.admin;

import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.problem.ProblemException.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a form, so that one answer names every field. Not thread-safe. */
final class FieldChecks {
    private static final int LONGEST_NAME = 200;

    private final List<FieldError> errors = new ArrayList<>();

    void wrong(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /** Whether an error of this field is noted. */
    boolean names(String field) {
        return errors.stream().anyMatch(error -> error.field().equals(field));
    }

    /** The text; an error is noted when it has characters that no database keeps. */
    String plain(String field, String text) {
        if (text.codePoints().anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))) {
            wrong(field, "has a character that is none: U+0000 or half of a surrogate pair");
        }
        return text;
    }

    /** The text without outer blanks; empty, with an error noted, when it is missing or too long. */
    String name(String field, @Nullable String text) {
        String plain = text == null ? "" : text.strip();
        if (plain.isEmpty()) {
            wrong(field, "must not be blank");
        } else if (plain.length() > LONGEST_NAME) {
            wrong(field, "must have at most " + LONGEST_NAME + " characters");
        }
        return plain(field, plain);
    }

    /** The id; null, with an error noted, when it can be none of ours. */
    <T> @Nullable T id(String field, String text, Function<String, T> type) {
        if (Ids.isPlain(text)) {
            return type.apply(text);
        }
        wrong(field, text.isBlank() ? "must not be blank" : "is no id");
        return null;
    }

    /**
     * Ends the checks.
     *
     * @throws ProblemException 400 when anything is wrong
     */
    void orThrow() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
