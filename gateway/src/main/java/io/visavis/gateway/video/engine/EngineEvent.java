package io.visavis.gateway.video.engine;

import io.visavis.gateway.video.room.ParticipantId;
import io.visavis.gateway.video.room.RoomId;

/** What an engine saw. A browser says much of this too; an engine's word does not depend on a page being alive. */
public sealed interface EngineEvent {

    RoomId room();

    record Joined(RoomId room, ParticipantId participant) implements EngineEvent {}

    record Left(RoomId room, ParticipantId participant) implements EngineEvent {}

    /** Its media has begun to flow. */
    record MediaUp(RoomId room, ParticipantId participant) implements EngineEvent {}

    record MediaLost(RoomId room, ParticipantId participant) implements EngineEvent {}

    /** {@code level} is {@code good}, {@code fair} or {@code poor}. */
    record Quality(RoomId room, ParticipantId participant, String level, String reason) implements EngineEvent {}

    /** A signal of the engine to one browser; {@code data} is JSON text. */
    record SignalTo(RoomId room, ParticipantId participant, String type, String data) implements EngineEvent {}

    record RecordingState(RoomId room, String reference, String state) implements EngineEvent {}

    /** The engine has lost the room, for example by a restart. */
    record RoomLost(RoomId room) implements EngineEvent {}
}
