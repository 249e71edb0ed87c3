package io.visavis.talkdesk.outbound;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Makes a foreign id safe inside a path: it names one resource and cannot climb to another. */
final class PathSegment {
    private PathSegment() {}

    static String of(String id) {
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        boolean onlyDots = encoded.chars().allMatch(c -> c == '.');
        return onlyDots ? encoded.replace(".", "%2E") : encoded;
    }
}
