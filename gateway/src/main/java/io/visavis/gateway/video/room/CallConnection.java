package io.visavis.gateway.video.room;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One page load of a participant; its id is made by the page.
 *
 * @param away its signalling has been silent for some seconds
 * @param seenAt when its stream last showed life
 * @param media its newest {@code media-state}, JSON text; null before the first
 * @param remoteMedia whether it has reported to receive the other side
 * @param quality the level last told to the others
 */
public record CallConnection(
        RoomId roomId,
        String id,
        ParticipantId participantId,
        State state,
        boolean away,
        Instant seenAt,
        @Nullable String media,
        boolean remoteMedia,
        @Nullable String quality,
        @Nullable Instant qualityAt) {

    /** What became of it; the wire name is the reason of {@code peer-left}. */
    public enum State {
        OPEN("open"),
        LEFT("left"),
        REPLACED("replaced"),
        LOST("lost");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        static State ofWire(String name) {
            for (State state : values()) {
                if (state.wireName.equals(name)) {
                    return state;
                }
            }
            throw new IllegalArgumentException(name);
        }
    }

    public boolean open() {
        return state == State.OPEN;
    }
}
