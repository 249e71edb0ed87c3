package io.visavis.gateway.plugin;

import java.time.Duration;

/**
 * How long calls into a plugin may take, by kind.
 *
 * @param compute what reaches nothing: pure computing over at most 1 MiB
 * @param command one command; the vendors' own action time-outs are 5–30 s
 * @param check a check of the account, and a close
 * @param file a whole file, to the vendor or from it
 * @param open a file of the vendor's until its first byte, and each piece of it after that
 * @param authenticate a proof, which may look up a vendor's key
 * @param ask a question beside the chats: opening hours, a name
 * @param setUp what an administrator waits for
 * @param spare for how long a role that keeps failing is left alone
 */
record CallLimits(
        Duration compute,
        Duration command,
        Duration check,
        Duration file,
        Duration open,
        Duration authenticate,
        Duration ask,
        Duration setUp,
        Duration spare) {

    static final CallLimits USUAL = new CallLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(20),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5));
}
