package io.visavis.talkdesk.outbound;

import java.text.Normalizer;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of a file at Talkdesk. A second file of the same name is refused with 409 (contract 2.10), so every upload gets
 * a name of its own: {@code <uuid>-<safe name>}.
 */
final class UniqueName {
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{M}\\p{N}._ -]+");
    private static final Pattern LEADING = Pattern.compile("^[. ]+");
    private static final int LONGEST = 120;
    private static final int LONGEST_EXTENSION = 12;
    private static final int UUID_LENGTH = 36;

    private UniqueName() {}

    static String of(String name) {
        return UUID.randomUUID() + "-" + safe(name);
    }

    /** The name without what {@link #of} put in front; the name itself when nothing was. */
    static String original(String uniqueName) {
        boolean ours = uniqueName.length() > UUID_LENGTH + 1 && uniqueName.charAt(UUID_LENGTH) == '-';
        return ours ? uniqueName.substring(UUID_LENGTH + 1) : uniqueName;
    }

    private static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String composed = Normalizer.normalize(last, Normalizer.Form.NFC);
        String safe = LEADING.matcher(UNSAFE.matcher(composed).replaceAll("_")).replaceFirst("");
        if (safe.isBlank()) {
            return "file";
        }
        return safe.length() <= LONGEST ? safe : shortened(safe);
    }

    private static String shortened(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
        int kept = LONGEST - extension.length();
        if (Character.isHighSurrogate(name.charAt(kept - 1))) {
            kept--;
        }
        return name.substring(0, kept) + extension;
    }
}
