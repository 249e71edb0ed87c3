package io.visavis.eightbyeight.outbound;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name in a {@code Content-Disposition} (RFC 6266): the extended form where there is one. */
final class FileName {
    private static final Pattern EXTENDED =
            Pattern.compile("filename\\*\\s*=\\s*(utf-8|iso-8859-1)'[^']*'([^;\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN =
            Pattern.compile("filename\\s*=\\s*(?:\"((?:\\\\.|[^\"\\\\])*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

    private FileName() {}

    static Optional<String> of(String disposition) {
        return extended(disposition)
                .or(() -> plain(disposition))
                .map(FileName::last)
                .filter(name -> !name.isBlank());
    }

    private static Optional<String> extended(String disposition) {
        Matcher matcher = EXTENDED.matcher(disposition);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Charset charset =
                matcher.group(1).equalsIgnoreCase("utf-8") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        try {
            return Optional.of(URLDecoder.decode(matcher.group(2).replace("+", "%2B"), charset));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> plain(String disposition) {
        Matcher matcher = PLAIN.matcher(disposition);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(
                matcher.group(1) == null ? matcher.group(2) : matcher.group(1).replaceAll("\\\\(.)", "$1"));
    }

    /** Never a path. */
    private static String last(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }
}
