package io.visavis.spi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A delivery whose sender was proved, read back from the inbox. A type of its own, so that unchecked bytes get no
 * further. Immutable; the body is shared, not copied: do not write to it.
 */
public final class AcceptedWebhook {
    private final String action;
    private final byte[] body;
    private final Instant receivedAt;

    public AcceptedWebhook(String action, byte[] body, Instant receivedAt) {
        this.action = action;
        this.body = body;
        this.receivedAt = receivedAt;
    }

    /** What stood behind {@code …/events/} in the path; empty for the single-address style. */
    public String action() {
        return action;
    }

    public byte[] body() {
        return body;
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public Instant receivedAt() {
        return receivedAt;
    }
}
