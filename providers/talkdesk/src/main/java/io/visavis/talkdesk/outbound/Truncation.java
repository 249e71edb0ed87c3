package io.visavis.talkdesk.outbound;

/** Cuts text so that the reader sees it was cut. */
final class Truncation {
    static final String MARK = "… [shortened]";

    private Truncation() {}

    /** At most {@code longest} characters (code points, as the gateway counts what a visitor may write), mark included. */
    static String visibly(String text, int longest) {
        if (text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        int kept = Math.max(0, longest - MARK.length());
        String cut = text.substring(0, text.offsetByCodePoints(0, kept)) + MARK;
        return cut.substring(0, cut.offsetByCodePoints(0, longest));
    }
}
