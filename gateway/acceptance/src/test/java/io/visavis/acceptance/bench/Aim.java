package io.visavis.acceptance.bench;

import java.util.Locale;

/**
 * What a figure should be on two quiet cores, printed behind it: {@code aim: under 300 MB, met}. A figure is one measurement on the
 * machine that the last line names; nothing fails by it.
 */
record Aim(boolean under, long bound, String unit) {

    static Aim under(long bound, String unit) {
        return new Aim(true, bound, unit);
    }

    static Aim over(long bound, String unit) {
        return new Aim(false, bound, unit);
    }

    /** To stand at the end of a line; {@code measured} is in the aim's unit. */
    String judge(double measured) {
        boolean met = under ? measured < bound : measured > bound;
        return String.format(
                Locale.ROOT, "   (aim: %s %,d %s, %s)", under ? "under" : "over", bound, unit, met ? "met" : "MISSED");
    }
}
