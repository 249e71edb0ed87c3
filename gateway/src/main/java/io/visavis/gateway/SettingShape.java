package io.visavis.gateway;

import io.micronaut.core.convert.ConversionService;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** What the value of a setting looks like, as it will be bound. */
enum SettingShape {
    /** Anything, nothing too. */
    TEXT("text"),
    /** The launcher rehearses at {@code -1}, on any free port. */
    PORT("a port: a number from 0 to 65535, for example 8080"),
    COUNT("a whole number from 1 on, for example 10"),
    BYTES("a whole number of bytes from 1 on, for example 20971520 (20 MiB)"),
    NUMBER("a whole number from 0 on, for example 4"),
    LIFE("a length of time above nothing with its unit (ms, s, m, h or d), for example 10m"),
    SPAN("a length of time with its unit (ms, s, m, h or d), for example 24h, or 0s"),
    SWITCH("a switch: write true or false, for example true"),
    LIMITS("a switch: write on or off, for example on"),
    LEVEL("a log level: write ERROR, WARN, INFO, DEBUG, TRACE or OFF, for example INFO");

    private static final Set<String> SWITCHES = Set.of("true", "false", "yes", "no", "y", "n", "on", "off");
    /** YAML reads a bare "off" as false. */
    private static final Set<String> LIMIT_SWITCHES = Set.of("on", "off", "true", "false");

    private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug", "trace", "all", "off");

    private final String words;

    SettingShape(String words) {
        this.words = words;
    }

    /** What a right value is, with an example; follows "is not". */
    String words() {
        return words;
    }

    /** Whether the value, without space around it, can be bound to what its setting is. */
    boolean fits(String value, ConversionService conversions) {
        return switch (this) {
            case TEXT -> true;
            case PORT -> number(value, -1, 65_535, conversions);
            case COUNT, BYTES -> number(value, 1, Long.MAX_VALUE, conversions);
            case NUMBER -> number(value, 0, Integer.MAX_VALUE, conversions);
            case LIFE ->
                conversions
                        .convert(value, Duration.class)
                        .filter(Duration::isPositive)
                        .isPresent();
            case SPAN ->
                conversions
                        .convert(value, Duration.class)
                        .filter(span -> !span.isNegative())
                        .isPresent();
            case SWITCH -> SWITCHES.contains(value.toLowerCase(Locale.ROOT));
            case LIMITS -> LIMIT_SWITCHES.contains(value.toLowerCase(Locale.ROOT));
            case LEVEL -> isLevel(value);
        };
    }

    /** Whether the logs have that level. */
    static boolean isLevel(String value) {
        return LEVELS.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean number(String value, long least, long most, ConversionService conversions) {
        return conversions
                .convert(value, Long.class)
                .filter(number -> number >= least && number <= most)
                .isPresent();
    }
}
