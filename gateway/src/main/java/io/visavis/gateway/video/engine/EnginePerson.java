package io.visavis.gateway.video.engine;

import io.visavis.gateway.video.room.ParticipantId;
import io.visavis.gateway.video.room.Role;

/** Somebody to be let in. */
public record EnginePerson(ParticipantId id, Role role, String name) {}
