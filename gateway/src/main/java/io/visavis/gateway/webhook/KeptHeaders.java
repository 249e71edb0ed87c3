package io.visavis.gateway.webhook;

import io.micronaut.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Headers that are kept beside a delivery because they help an administrator; none that proves who someone is. The number of a
 * vendor's try says that earlier ones were not taken; as each vendor calls it differently, it is known by its last word and by being
 * a number.
 */
final class KeptHeaders {
    private static final List<String> PLAIN = List.of("content-type", "user-agent", "x-request-id");
    private static final Pattern TRY =
            Pattern.compile("([a-z0-9]+-)*(retry|retries|attempt|attempts)(-(count|num|number))?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final int MOST_TRIES = 3;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_VALUE = 200;

    private KeptHeaders() {}

    /** A line each, {@code name: value}, the name in small letters. */
    static String of(HttpHeaders headers) {
        return Stream.concat(
                        PLAIN.stream().flatMap(name -> value(headers, name).map(value -> name + ": " + value).stream()),
                        tries(headers))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> tries(HttpHeaders headers) {
        return headers.names().stream()
                .filter(name -> name.length() <= LONGEST_NAME)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> TRY.matcher(name).matches())
                .distinct()
                .sorted()
                .flatMap(name -> value(headers, name)
                        .filter(value -> NUMBER.matcher(value).matches())
                        .map(value -> name + ": " + value)
                        .stream())
                .limit(MOST_TRIES);
    }

    private static Optional<String> value(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.get(name))
                .map(value -> value.replace('\n', ' ').replace('\r', ' '))
                .map(value -> value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE));
    }
}
