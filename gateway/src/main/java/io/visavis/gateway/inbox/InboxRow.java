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
 */
@SuppressWarnings("ArrayRecordComponent")
record InboxRow(
        long id,
        ConnectionId connectionId,
        String action,
        byte[] body,
        boolean recognisable,
        Instant receivedAt,
        @Nullable Instant holdUntil)
        implements Waiting {

    AcceptedWebhook webhook() {
        return new AcceptedWebhook(action, body, receivedAt);
    }

    InboxRow held(Instant until) {
        return new InboxRow(id, connectionId, action, body, recognisable, receivedAt, until);
    }
}
