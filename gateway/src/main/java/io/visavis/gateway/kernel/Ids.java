package io.visavis.gateway.kernel;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes ids that sort by time and tell by their prefix what they name, for example {@code cnv_01j…}. */
public final class Ids {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private Ids() {}

    public static String next(String prefix) {
        return prefix + "_" + UlidCreator.getMonotonicUlid().toString().toLowerCase(Locale.ROOT);
    }

    /** Whether a foreign string can be an id of ours at all: worth a look-up, safe in a log line or a file name. */
    public static boolean isPlain(String value) {
        return PLAIN.matcher(value).matches();
    }

    static void requirePlain(String value) {
        if (!isPlain(value)) {
            throw new IllegalArgumentException("not an id");
        }
    }
}
