package io.visavis.spi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A delivery as it came in, not yet believed. Immutable; the body is shared, not copied: do not write to it. */
public final class RawWebhook {
    private final String action;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final Instant receivedAt;

    public RawWebhook(String action, Map<String, List<String>> headers, byte[] body, Instant receivedAt) {
        this.action = action;
        Map<String, List<String>> folded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> folded.put(name, List.copyOf(values)));
        this.headers = folded;
        this.body = body;
        this.receivedAt = receivedAt;
    }

    /** What stood behind {@code …/events/} in the path; empty for the single-address style. */
    public String action() {
        return action;
    }

    /** First value of a header, in whatever letter case it came. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    public byte[] body() {
        return body;
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public Instant receivedAt() {
        return receivedAt;
    }
}
