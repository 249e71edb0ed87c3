package io.visavis.gateway.access;

import io.micronaut.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A user and a password from {@code Authorization: Basic} (RFC 7617), as they were sent. */
record BasicCredentials(String user, String password) {
    private static final String SCHEME = "basic ";

    static Optional<BasicCredentials> in(HttpHeaders headers) {
        List<String> sent = headers.getAll(HttpHeaders.AUTHORIZATION);
        if (sent.size() != 1 || !sent.getFirst().toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(sent.getFirst().substring(SCHEME.length()).strip());
            String text = new String(bytes, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "BasicCredentials[" + user + "]";
    }
}
