package io.visavis.eightbyeight.outbound;

/** Cuts text so that the reader sees it was cut. */
final class Truncation {
    static final String MARK = "… [shortened]";

    private Truncation() {}

    /** At most {@code longest} characters, mark included; never half a surrogate pair. */
    static String visibly(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int kept = Math.max(0, longest - MARK.length());
        if (kept > 0 && Character.isHighSurrogate(text.charAt(kept - 1))) {
            kept--;
        }
        String cut = text.substring(0, kept) + MARK;
        return cut.substring(0, Math.min(cut.length(), longest));
    }
}
