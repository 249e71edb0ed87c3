package io.visavis.spi;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The values of one connection, defaults filled in. Immutable; never prints a value. */
public final class ConnectionSettings {
    private final Map<String, String> values;

    public ConnectionSettings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The value, or empty when absent or blank. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * The value.
     *
     * @throws IllegalArgumentException naming the setting when it is absent or blank
     */
    public String require(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("setting '" + name + "' is missing"));
    }

    public boolean flag(String name) {
        return find(name).map(Boolean::parseBoolean).orElse(false);
    }

    /**
     * The value as a whole number.
     *
     * @throws IllegalArgumentException naming the setting when it is not one
     */
    public int number(String name, int otherwise) {
        return find(name)
                .map(value -> parse(name, value, "a whole number", Integer::valueOf))
                .orElse(otherwise);
    }

    /** Reads ISO-8601 ({@code PT0.5S}). */
    public Duration duration(String name, Duration otherwise) {
        return find(name)
                .map(value -> parse(name, value, "an ISO-8601 duration such as PT5S", Duration::parse))
                .orElse(otherwise);
    }

    public Optional<URI> uri(String name) {
        return find(name).map(value -> parse(name, value, "an absolute http(s) address", ConnectionSettings::httpUri));
    }

    private static URI httpUri(String value) {
        URI uri = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
        if (uri.getHost() == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("not absolute");
        }
        return uri;
    }

    private static <T> T parse(String name, String value, String expected, java.util.function.Function<String, T> as) {
        try {
            return as.apply(value);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("setting '" + name + "' must be " + expected, e);
        }
    }

    @Override
    public String toString() {
        return "ConnectionSettings" + new TreeSet<>(values.keySet());
    }
}
