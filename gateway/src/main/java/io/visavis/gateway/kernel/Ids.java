package io.visavis.gateway.kernel;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.Locale;

/** Makes ids that sort by time and tell by their prefix what they name, for example {@code cnv_01j…}. */
public final class Ids {
    private static final int LONGEST = 64;

    private Ids() {}

    public static String next(String prefix) {
        return prefix + "_" + UlidCreator.getMonotonicUlid().toString().toLowerCase(Locale.ROOT);
    }

    /** Whether a foreign string can be an id of ours at all: worth a look-up, safe in a log line or a file name. */
    public static boolean isPlain(String value) {
        int length = value.length();
        if (length == 0 || length > LONGEST || !isLetterOrDigit(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = value.charAt(i);
            if (!isLetterOrDigit(c) && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** ASCII only. By hand, because every id of every row comes by here. */
    private static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    static void requirePlain(String value) {
        if (!isPlain(value)) {
            throw new IllegalArgumentException("not an id");
        }
    }
}
