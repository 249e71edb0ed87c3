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
 * @param earlier of one that was read back from the database: how many runs of the gateway ended over it; null of one that was not
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
        Tries tries,
        @Nullable Integer earlier)
        implements Waiting {
    private static final int SUSPECT = 1;
    private static final int MOST_RUNS = 3;

    /** One that nobody tried. */
    InboxRow(
            long id,
            ConnectionId connectionId,
            String action,
            byte[] body,
            boolean recognisable,
            Instant receivedAt,
            @Nullable Instant holdUntil) {
        this(id, connectionId, action, body, recognisable, receivedAt, holdUntil, new Tries(), null);
    }

    AcceptedWebhook webhook() {
        return new AcceptedWebhook(action, body, receivedAt);
    }

    /** Tried as often as it was before it was stored. */
    InboxRow tried(Tries before) {
        return new InboxRow(id, connectionId, action, body, recognisable, receivedAt, holdUntil, before, earlier);
    }

    InboxRow held(Instant until) {
        return new InboxRow(id, connectionId, action, body, recognisable, receivedAt, until, tries, earlier);
    }

    boolean readBack() {
        return earlier != null;
    }

    /** Whether a run may have ended because of it: it is worked on alone. */
    boolean isSuspect() {
        return earlier != null && earlier >= SUSPECT;
    }

    /** Whether one more would be one too many. */
    boolean isCulprit() {
        return earlier != null && earlier >= MOST_RUNS;
    }
}
