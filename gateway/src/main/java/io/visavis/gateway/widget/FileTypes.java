package io.visavis.gateway.widget;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which files are taken. The allow-list is configured ({@code visavis.attachments.types}); what a browser would run, and
 * programs, are refused whatever the list says, by their first bytes too.
 */
@Singleton
final class FileTypes {
    /** How many first bytes {@link #judge} wants to see. */
    static final int HEAD = 512;

    private static final Set<String> NEVER = Set.of(
            "text/html",
            "application/xhtml+xml",
            "image/svg+xml",
            "text/xml",
            "application/xml",
            "text/javascript",
            "application/javascript",
            "application/x-msdownload",
            "application/x-sh",
            "application/java-archive");

    private static final Set<String> SAFE_IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    /** Types that show what they are by their first bytes; in ISO-8859-1, {@code ?} for any byte. */
    private static final Map<String, List<String>> SIGNATURES = Map.of(
            "image/png", List.of("\u0089PNG\r\n"),
            "image/jpeg", List.of("\u00ff\u00d8\u00ff"),
            "image/gif", List.of("GIF87a", "GIF89a"),
            "image/webp", List.of("RIFF????WEBP"),
            "application/pdf", List.of("%PDF-"),
            "application/zip", List.of("PK\u0003\u0004", "PK\u0005\u0006"));

    /** Windows, Linux and macOS programs, scripts by their first line, Java classes. */
    private static final List<String> PROGRAMS =
            List.of("MZ", "\u007fELF", "#!", "\u00ca\u00fe\u00ba\u00be", "\u00cf\u00fa\u00ed\u00fe");

    private static final List<String> MARKUP =
            List.of("<!doctype", "<html", "<script", "<svg", "<?xml", "<iframe", "<body");

    private final List<String> allowed;

    FileTypes(
            @Value("${visavis.attachments.types:`image/png,image/jpeg,image/gif,image/webp,application/pdf,text/plain,"
                            + "application/zip,"
                            + "application/vnd.openxmlformats-officedocument.wordprocessingml.document,"
                            + "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet`}")
                    List<String> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    List<String> allowed() {
        return allowed;
    }

    /** Whether a browser may show it in place rather than save it. */
    static boolean isSafeImage(String mediaType) {
        return SAFE_IMAGES.contains(mediaType);
    }

    /** The type without parameters, in lower case. */
    static String plain(String mediaType) {
        int parameters = mediaType.indexOf(';');
        return (parameters < 0 ? mediaType : mediaType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** Why a file is refused; empty when it may come in. */
    Optional<String> judge(String mediaType, byte[] head) {
        if (NEVER.contains(mediaType) || !allowed.contains(mediaType)) {
            return Optional.of(
                    "files of type " + mediaType + " are not taken; allowed are " + String.join(", ", allowed));
        }
        String first = new String(head, StandardCharsets.ISO_8859_1);
        List<String> signatures = SIGNATURES.get(mediaType);
        if (signatures != null) {
            return signatures.stream().anyMatch(signature -> begins(first, signature))
                    ? Optional.empty()
                    : Optional.of("the file is not the " + mediaType + " it is said to be");
        }
        String text = first.replace("\u00ef\u00bb\u00bf", "").stripLeading().toLowerCase(Locale.ROOT);
        if (PROGRAMS.stream().anyMatch(first::startsWith) || MARKUP.stream().anyMatch(text::startsWith)) {
            return Optional.of("the file is a program or a web page");
        }
        return Optional.empty();
    }

    private static boolean begins(String text, String signature) {
        if (text.length() < signature.length()) {
            return false;
        }
        for (int i = 0; i < signature.length(); i++) {
            if (signature.charAt(i) != '?' && signature.charAt(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
