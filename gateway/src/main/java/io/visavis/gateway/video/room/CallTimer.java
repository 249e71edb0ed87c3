package io.visavis.gateway.video.room;

import org.jspecify.annotations.Nullable;

/**
 * Something to do about a room at a later time.
 *
 * @param subject an offer's, a conversation's or a person's id, as the kind needs
 * @param callNumber the call it was set for: a later call is none of its business
 */
public record CallTimer(
        String id, Kind kind, RoomId roomId, @Nullable String subject, int callNumber, int attempts) {

    /** What there is to do. */
    public enum Kind {
        /** An offer nobody answered is missed. */
        OFFER_UNANSWERED,
        /** A room everybody has left is closed. */
        ROOM_EMPTY,
        /** A chat has ended, and its call ends with it. */
        CONVERSATION_ENDED,
        /** The interaction of a room has turned out to be a conversation's. */
        BIND,
        /** The engine is told that somebody has left. */
        ENGINE_REMOVE,
        /** The engine is told that a room is closed. */
        ENGINE_CLOSE,
        /** Signals of a call that is over are dropped. */
        FORGET_SIGNALS
    }
}
