package io.visavis.spi;

/** What a {@link WebhookAuthenticator} found. */
public sealed interface Verdict {

    /** Stored, then acknowledged. */
    record Accepted() implements Verdict {}

    /** Answered 401; {@code reason} goes to the log, never to the caller. */
    record Refused(String reason) implements Verdict {}

    /** The vendor's test call: answered with this, nothing stored. */
    record Handshake(int status, String contentType, String body) implements Verdict {}

    /** Cannot tell now (a key server is down): answered 503, so that the vendor sends it again. */
    record Undecided(String reason) implements Verdict {}
}
