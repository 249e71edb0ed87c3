package io.visavis.gateway.video.engine;

import io.visavis.gateway.video.room.ParticipantId;
import io.visavis.gateway.video.room.RoomId;

/**
 * What an engine saw. A browser says much of this too; an engine's word does not depend on a page being alive. Told twice, or of
 * a room or person that is gone, it changes nothing.
 */
public sealed interface EngineEvent {

    RoomId room();

    /** About one of the people in the room. */
    sealed interface OfPerson extends EngineEvent {
        ParticipantId participant();
    }

    record Joined(RoomId room, ParticipantId participant) implements OfPerson {}

    record Left(RoomId room, ParticipantId participant) implements OfPerson {}

    /** One of their tracks has begun to flow. */
    record MediaUp(RoomId room, ParticipantId participant, Track track) implements OfPerson {}

    /** It should flow, and does not. */
    record MediaLost(RoomId room, ParticipantId participant, Track track) implements OfPerson {}

    /** {@code level} is {@code good}, {@code fair} or {@code poor}; {@code reason} a short code. */
    record Quality(RoomId room, ParticipantId participant, String level, String reason) implements OfPerson {}

    /** A signal of the engine to one browser; {@code data} is JSON text. */
    record SignalTo(RoomId room, ParticipantId participant, String type, String data) implements OfPerson {}

    /** {@code state} is a short code, such as {@code recording}, {@code processing} or {@code ready}. */
    record RecordingState(RoomId room, String reference, String state) implements EngineEvent {}

    /** The engine has lost the room, for example by a restart. It is asked to open it again, and the pages enter anew. */
    record RoomLost(RoomId room) implements EngineEvent {}

    /** The engine has closed the room of its own accord; {@code reason} is a short code. */
    record Ended(RoomId room, String reason) implements EngineEvent {}
}
