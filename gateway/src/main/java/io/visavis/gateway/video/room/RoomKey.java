package io.visavis.gateway.video.room;

import io.visavis.gateway.kernel.ApplicationId;

/** What makes a room the same room: asked for twice, it is made once (contract 4.3). */
public record RoomKey(ApplicationId applicationId, String destination, String interactionId) {}
