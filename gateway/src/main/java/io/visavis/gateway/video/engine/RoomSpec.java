package io.visavis.gateway.video.engine;

import io.visavis.gateway.video.room.RoomId;

/**
 * A room to be made.
 *
 * @param video false for a room of voices only
 */
public record RoomSpec(RoomId id, boolean video) {}
