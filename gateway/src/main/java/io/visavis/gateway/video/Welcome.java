package io.visavis.gateway.video;

import io.visavis.gateway.video.room.CallConnection;
import io.visavis.gateway.video.room.Participant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a browser that has just entered needs to know.
 *
 * @param position of the room's signal log; everything behind it concerns the newcomer
 * @param peers those present, to whom the newcomer offers
 * @param now by the clock that {@code startedAt} is of; the newcomer's may be another
 */
public record Welcome(
        String connectionId,
        long position,
        List<Peer> peers,
        @Nullable Instant startedAt,
        Instant now) {

    /** Somebody present. */
    public record Peer(Participant participant, CallConnection connection) {}
}
