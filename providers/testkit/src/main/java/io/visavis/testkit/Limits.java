package io.visavis.testkit;

import java.time.Duration;

/** How long the gateway waits for a provider, and what counts as "at once". */
final class Limits {
    /** For a command. */
    static final Duration COMMAND = Duration.ofSeconds(30);

    /** For a proof of a delivery. */
    static final Duration PROOF = Duration.ofSeconds(5);

    /** For what should take no time at all, on a machine that is busy with other things. */
    static final Duration PROMPT = Duration.ofSeconds(5);

    private Limits() {}
}
