package io.visavis.testkit;

import java.time.Duration;

/**
 * How long the gateway waits for a provider, and what counts as "at once". The system property
 * {@code visavis.testkit.patience} multiplies them: 2 for a slow machine.
 */
final class Limits {
    private Limits() {}

    /** For a command. */
    static Duration command() {
        return times(Duration.ofSeconds(30));
    }

    /** For a proof of a delivery. */
    static Duration proof() {
        return times(Duration.ofSeconds(5));
    }

    /** For what should take no time at all, on a machine that is busy with other things. */
    static Duration prompt() {
        return times(Duration.ofSeconds(5));
    }

    private static Duration times(Duration usual) {
        double patience = Double.parseDouble(System.getProperty("visavis.testkit.patience", "1"));
        return Duration.ofMillis(Math.round(usual.toMillis() * patience));
    }
}
