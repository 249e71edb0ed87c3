package io.visavis.gateway.video.room;

/**
 * A person admitted to a room.
 *
 * @param name empty while nobody has told it: pages then say what they are
 * @param joinedCall number of the room's call the person is counted into; 0 while outside
 */
public record Participant(ParticipantId id, RoomId roomId, Role role, String name, int joinedCall) {}
