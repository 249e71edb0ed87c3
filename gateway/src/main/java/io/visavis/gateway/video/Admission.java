package io.visavis.gateway.video;

import io.visavis.gateway.video.engine.JoinGrant;
import io.visavis.gateway.video.room.Participant;
import io.visavis.gateway.video.room.Room;

/**
 * Somebody has been let in.
 *
 * @param alone whether nobody of the other side is present
 */
public record Admission(Room room, Participant participant, String resumeSecret, JoinGrant grant, boolean alone) {}
