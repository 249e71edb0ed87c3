package io.visavis.gateway.admin;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what narrows a list, noting what cannot be used. */
final class Listing {
    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final FieldChecks checks = new FieldChecks();

    FieldChecks checks() {
        return checks;
    }

    int limit(@Nullable Integer asked) {
        int limit = asked == null ? USUAL : asked;
        if (limit < 1 || limit > MOST) {
            checks.wrong("limit", "must be between 1 and " + MOST);
        }
        return limit;
    }

    /** One of a few words, or null. */
    @Nullable
    String oneOf(String field, @Nullable String asked, Set<String> words) {
        String word = asked == null || asked.isBlank() ? null : asked.toLowerCase(Locale.ROOT);
        if (word != null && !words.contains(word)) {
            checks.wrong(field, "must be one of " + String.join(", ", new TreeSet<>(words)));
        }
        return word;
    }

    /** An id of ours, or null. */
    <T> @Nullable T id(String field, @Nullable String asked, Function<String, T> type) {
        return asked == null || asked.isBlank() ? null : checks.id(field, asked, type);
    }

    /** Where the page begins in a list by numbers, newest first. */
    static long before(@Nullable Long asked) {
        return Optional.ofNullable(asked).orElse(Long.MAX_VALUE);
    }
}
