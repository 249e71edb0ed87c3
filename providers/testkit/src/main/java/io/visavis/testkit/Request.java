package io.visavis.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What reached a {@link FakeVendor}.
 *
 * @param target path and query, as sent
 * @param headers by their names in any letter case
 * @param body whole; do not write to it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Request(String method, String target, Map<String, String> headers, byte[] body) {

    /** The target without its query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether it may change something at the vendor: all but GET and HEAD. */
    boolean changesSomething() {
        return !method.equals("GET") && !method.equals("HEAD");
    }
}
