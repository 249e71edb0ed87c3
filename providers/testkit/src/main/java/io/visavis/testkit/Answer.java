package io.visavis.testkit;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a {@link FakeVendor} says to a {@link Request}.
 *
 * @param headers {@code Content-Length} is added
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, Map<String, String> headers, byte[] body) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** A status and nothing else. */
    public static Answer status(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    public static Answer json(int status, String json) {
        return new Answer(status, Map.of("Content-Type", "application/json"), json.getBytes(StandardCharsets.UTF_8));
    }

    /** A file, 200. */
    public static Answer file(String mediaType, byte[] content) {
        return new Answer(200, Map.of("Content-Type", mediaType), content);
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    boolean isFile() {
        return status == 200
                && body.length > 1
                && !headers.getOrDefault("Content-Type", "").contains("json");
    }
}
