package io.visavis.gateway.video.room;

import io.visavis.gateway.kernel.Ids;

/** A person in one room; stays the same over reloads, unlike a connection. */
public record ParticipantId(String value) {

    public ParticipantId {
        if (!Ids.isPlain(value)) {
            throw new IllegalArgumentException("not a participant id");
        }
    }

    /** A new one, sortable by time. */
    public static ParticipantId next() {
        return new ParticipantId(Ids.next("prt"));
    }

    @Override
    public String toString() {
        return value;
    }
}
