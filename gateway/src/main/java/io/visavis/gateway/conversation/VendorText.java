package io.visavis.gateway.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes a vendor's names and ids fit the columns they are stored in, for no contract limits them. Whoever stores such a
 * value and whoever looks for it says it in the same short form.
 */
public final class VendorText {
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_ID = 255;
    private static final int DIGEST_LENGTH = 64;

    private VendorText() {}

    /** A name as it is, or its beginning with an ellipsis. */
    public static @Nullable String name(@Nullable String name) {
        return name == null || name.length() <= LONGEST_NAME ? name : start(name, LONGEST_NAME - 1) + "\u2026";
    }

    /** An id as it is, or its beginning with a digest of the whole: two ids never become one. */
    public static @Nullable String id(@Nullable String id) {
        return id == null || id.length() <= LONGEST_ID
                ? id
                : start(id, LONGEST_ID - DIGEST_LENGTH - 1) + "~" + digest(id);
    }

    /** Leaves no half of a surrogate pair, which a database refuses. */
    private static String start(String text, int length) {
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
