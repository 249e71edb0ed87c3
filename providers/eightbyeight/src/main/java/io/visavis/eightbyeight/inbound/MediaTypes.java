package io.visavis.eightbyeight.inbound;

import java.net.URLConnection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A file's media type by its name: 8x8 delivers all bytes as {@code application/octet-stream} (contract 2.8). */
public final class MediaTypes {
    /** Those that agents send and the JDK's own table lacks on some machines. */
    private static final Map<String, String> COMMON = Map.of(
            "webp", "image/webp",
            "heic", "image/heic",
            "mp4", "video/mp4",
            "webm", "video/webm",
            "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "csv", "text/csv");

    private MediaTypes() {}

    public static Optional<String> byName(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(COMMON.get(extension))
                .or(() -> Optional.ofNullable(URLConnection.guessContentTypeFromName(name.toLowerCase(Locale.ROOT))));
    }
}
