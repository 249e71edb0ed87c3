package io.visavis.sandbox.eightbyeight;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of a {@code multipart/form-data} body by name; whole bodies only, which is enough for a stand-in. */
final class Multipart {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type:\\s*([^\\r\\n]+)");

    /** One part; {@code fileName} is null for a plain field, {@code latin} has one char per byte. */
    record Part(@Nullable String fileName, String type, String latin) {
        byte[] content() {
            return latin.getBytes(StandardCharsets.ISO_8859_1);
        }

        String text() {
            return new String(content(), StandardCharsets.UTF_8);
        }
    }

    private Multipart() {}

    /** @throws EightByEightException 400 when there is no boundary */
    static Map<String, Part> read(@Nullable String contentType, byte[] body) {
        var boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!boundary.find()) {
            throw EightByEightException.badJson("multipart/form-data with a boundary is expected");
        }
        var parts = new LinkedHashMap<String, Part>();
        // One char per byte: nothing is lost, and text can be searched.
        var text = new String(body, StandardCharsets.ISO_8859_1);
        for (var piece : text.split(Pattern.quote("--" + boundary.group(1)), -1)) {
            int head = piece.indexOf("\r\n\r\n");
            if (head < 0) {
                continue;
            }
            var headers =
                    new String(piece.substring(0, head).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            var name = NAME.matcher(headers);
            if (name.find()) {
                var content = piece.substring(head + 4, Math.max(head + 4, piece.length() - 2));
                var file = FILE.matcher(headers);
                var type = TYPE.matcher(headers);
                parts.put(
                        name.group(1),
                        new Part(
                                file.find() ? file.group(1) : null,
                                type.find() ? type.group(1).strip() : "application/octet-stream",
                                content));
            }
        }
        return parts;
    }
}
