package io.visavis.gateway.widget;

/** Whether a reader sees anything of a text. {@link String#isBlank()} knows neither the no-break space nor the zero-width one. */
final class VisibleText {
    private static final int BLANK_BRAILLE = 0x2800;

    private VisibleText() {}

    static boolean isIn(String text) {
        return text.codePoints().anyMatch(VisibleText::isVisible);
    }

    private static boolean isVisible(int c) {
        return !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && !Character.isISOControl(c)
                && c != BLANK_BRAILLE
                && !isIgnorable(c);
    }

    /** Unicode's {@code Default_Ignorable_Code_Point}, which the JDK does not name. */
    private static boolean isIgnorable(int c) {
        return c == 0xAD
                || c == 0x34F
                || c == 0x61C
                || within(c, 0x115F, 0x1160)
                || within(c, 0x17B4, 0x17B5)
                || within(c, 0x180B, 0x180F)
                || within(c, 0x200B, 0x200F)
                || within(c, 0x202A, 0x202E)
                || within(c, 0x2060, 0x206F)
                || c == 0x3164
                || within(c, 0xFE00, 0xFE0F)
                || c == 0xFEFF
                || c == 0xFFA0
                || within(c, 0xFFF0, 0xFFF8)
                || within(c, 0x1BCA0, 0x1BCA3)
                || within(c, 0x1D173, 0x1D17A)
                || within(c, 0xE0000, 0xE0FFF);
    }

    private static boolean within(int c, int first, int last) {
        return first <= c && c <= last;
    }
}
