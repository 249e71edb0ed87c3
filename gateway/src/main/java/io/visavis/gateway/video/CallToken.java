package io.visavis.gateway.video;

import io.visavis.gateway.video.room.ParticipantId;
import io.visavis.gateway.video.room.Role;
import io.visavis.gateway.video.room.RoomId;

/** What a browser may do in a call: it is this person in this room, in this role. */
public record CallToken(RoomId roomId, ParticipantId participantId, Role role) {}
