package io.visavis.gateway.kernel;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Names that may stand somewhere, and what to tell somebody who wrote another one there. */
public final class KnownNames {
    private static final int MOST_LISTED = 12;

    private KnownNames() {}

    /** Follows "is not known here": the known name that was probably meant, else all of them if they are few. */
    public static String hint(String unknown, Collection<String> known) {
        return nearest(unknown, known)
                .map(name -> "; did you mean " + name + "?")
                .orElseGet(() -> listed(known));
    }

    private static String listed(Collection<String> known) {
        return known.isEmpty() || known.size() > MOST_LISTED
                ? ""
                : "; known are " + String.join(", ", new TreeSet<>(known));
    }

    /** The known name that was probably meant: at most a third of its letters may be wrong; case, hyphens and underscores do not count. */
    public static Optional<String> nearest(String unknown, Collection<String> known) {
        String written = plain(unknown);
        int tolerated = Math.max(1, written.length() / 3);
        return known.stream()
                .filter(name -> distance(written, plain(name)) <= tolerated)
                .min(Comparator.<String>comparingInt(name -> distance(written, plain(name)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    /** How many letters must be put in, taken out or changed to make one of the other (Levenshtein). */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(row[j - 1], before[j]));
            }
            before = row;
        }
        return before[other.length()];
    }
}
