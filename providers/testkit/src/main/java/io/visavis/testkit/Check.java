package io.visavis.testkit;

import java.time.Duration;
import java.util.Locale;

/**
 * One test that ran for one promise.
 *
 * @param suite the provider's test class
 * @param name the test's name as a sentence
 * @param detail why it failed, or what was not offered or was refused; may be empty
 */
record Check(String suite, String name, String promise, Outcome outcome, String detail, Duration took) {

    enum Outcome {
        PASSED,
        /** Lacking, and refused as promised. */
        REFUSED_CLEANLY,
        /** Nothing there to check. */
        NOT_OFFERED,
        FAILED;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** {@code aStartNamesIt} as {@code a start names it}. */
    static String sentence(String methodName) {
        return methodName.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
