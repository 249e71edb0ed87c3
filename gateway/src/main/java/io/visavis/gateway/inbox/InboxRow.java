package io.visavis.gateway.inbox;

import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.spi.AcceptedWebhook;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored delivery that is not worked off.
 *
 * @param recognisable whether the vendor gave something by which a repeat is known
 * @param holdUntil until when it waits for what it belongs to; null when it does not wait
 * @param tries what it came to so far
 */
@SuppressWarnings("ArrayRecordComponent")
record InboxRow(
        long id,
        ConnectionId connectionId,
        String action,
        byte[] body,
        boolean recognisable,
        Instant receivedAt,
        @Nullable Instant holdUntil,
        Tries tries)
        implements Waiting {

    /** One that nobody tried. */
    InboxRow(
            long id,
            ConnectionId connectionId,
            String action,
            byte[] body,
            boolean recognisable,
            Instant receivedAt,
            @Nullable Instant holdUntil) {
        this(id, connectionId, action, body, recognisable, receivedAt, holdUntil, new Tries());
    }

    AcceptedWebhook webhook() {
        return new AcceptedWebhook(action, body, receivedAt);
    }

    /** Tried as often as it was before it was stored. */
    InboxRow tried(Tries before) {
        return new InboxRow(id, connectionId, action, body, recognisable, receivedAt, holdUntil, before);
    }

    InboxRow held(Instant until) {
        return new InboxRow(id, connectionId, action, body, recognisable, receivedAt, until, tries);
    }
}
