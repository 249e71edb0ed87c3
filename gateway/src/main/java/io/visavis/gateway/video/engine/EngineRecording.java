package io.visavis.gateway.video.engine;

import io.visavis.gateway.video.room.RoomId;

/** A running recording, by the engine's own reference. */
public record EngineRecording(RoomId room, String reference) {}
