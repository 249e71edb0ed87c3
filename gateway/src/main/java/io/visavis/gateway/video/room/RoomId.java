package io.visavis.gateway.video.room;

import io.visavis.gateway.kernel.Ids;

/** A room where a visitor and an agent see each other. */
public record RoomId(String value) {

    public RoomId {
        if (!Ids.isPlain(value)) {
            throw new IllegalArgumentException("not a room id");
        }
    }

    /** A new one, sortable by time. */
    public static RoomId next() {
        return new RoomId(Ids.next("room"));
    }

    @Override
    public String toString() {
        return value;
    }
}
