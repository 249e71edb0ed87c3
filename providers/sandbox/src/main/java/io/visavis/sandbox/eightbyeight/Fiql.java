package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Filters of lists (contract 2.0): {@code field==value} and {@code field!=value}, {@code ;} for and, {@code ,} for or, and
 * parentheses. A field may be one of a member's: {@code user.email}.
 */
final class Fiql {

    private final String text;
    private int at;

    private Fiql(String text) {
        this.text = text;
    }

    /**
     * What the filter lets through; everything for null.
     *
     * @throws EightByEightException 400 when it cannot be read
     */
    static Predicate<JsonNode> read(@Nullable String filter) {
        if (filter == null || filter.isEmpty()) {
            return _ -> true;
        }
        var reading = new Fiql(filter);
        var read = reading.either();
        if (reading.at < filter.length()) {
            throw reading.wrong();
        }
        return read;
    }

    private Predicate<JsonNode> either() {
        var read = both();
        while (next(',')) {
            read = read.or(both());
        }
        return read;
    }

    private Predicate<JsonNode> both() {
        var read = one();
        while (next(';')) {
            read = read.and(one());
        }
        return read;
    }

    private Predicate<JsonNode> one() {
        if (next('(')) {
            var read = either();
            if (!next(')')) {
                throw wrong();
            }
            return read;
        }
        var field = until("=!,;()");
        if (field.isEmpty() || at + 1 >= text.length() || text.charAt(at + 1) != '=') {
            throw wrong();
        }
        boolean same = text.charAt(at) == '=';
        at += 2;
        var value = until(",;()");
        // The one printed example says routingOption, the resource routingOptions.
        var path =
                "/" + field.replaceFirst("^routingOption\\.", "routingOptions.").replace('.', '/');
        return item -> item.at(path).asText().equals(value) == same;
    }

    private String until(String ends) {
        int from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean next(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        if (there) {
            at++;
        }
        return there;
    }

    private EightByEightException wrong() {
        return EightByEightException.validation(
                "filter", text, "invalid_filter", "cannot be read from character " + at);
    }
}
