package io.visavis.gateway.video.room;

import org.jspecify.annotations.Nullable;

/**
 * A row of a room's signal log.
 *
 * @param to the only connection that gets it; null for everybody but the sender
 * @param data JSON text, never read by the gateway
 */
public record Signal(
        long position,
        String type,
        @Nullable Sender from,
        @Nullable String to,
        String data) {

    /** Type of the last signal of a call. */
    public static final String ROOM_CLOSED = "room-closed";

    /** Type that tells of a connection's end. */
    public static final String PEER_LEFT = "peer-left";

    /** The page load it came from. */
    public record Sender(ParticipantId participantId, String connectionId) {}

    /** Whether this connection is meant to see it. */
    public boolean concerns(String connectionId) {
        return to == null ? from == null || !from.connectionId().equals(connectionId) : to.equals(connectionId);
    }

    /** Whether it tells the others that this connection is over. */
    public boolean ends(String connectionId) {
        return type.equals(ROOM_CLOSED)
                || (type.equals(PEER_LEFT)
                        && from != null
                        && from.connectionId().equals(connectionId));
    }
}
