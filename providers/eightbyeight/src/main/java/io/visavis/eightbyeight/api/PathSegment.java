package io.visavis.eightbyeight.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Makes a foreign id safe inside a path: it names one resource and cannot climb to another. */
public final class PathSegment {
    private PathSegment() {}

    public static String of(String id) {
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        boolean onlyDots = encoded.chars().allMatch(c -> c == '.');
        return onlyDots ? encoded.replace(".", "%2E") : encoded;
    }
}
