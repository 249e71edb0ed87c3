package io.visavis.gateway.access;

import io.micronaut.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code Authorization: Bearer}; several Authorization headers are none (RFC 6750 2). */
public final class BearerToken {
    private static final String SCHEME = "bearer ";

    private BearerToken() {}

    public static Optional<String> in(HttpHeaders headers) {
        List<String> sent = headers.getAll(HttpHeaders.AUTHORIZATION);
        if (sent.size() != 1 || !sent.getFirst().toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        return Optional.of(sent.getFirst().substring(SCHEME.length()).strip()).filter(token -> !token.isEmpty());
    }
}
