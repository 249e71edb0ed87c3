package io.visavis.gateway.video;

import io.visavis.gateway.video.room.RoomId;

/**
 * What a facade gives out of a room.
 *
 * @param recordingUrl stable from the start; a page that says so until there is a recording
 */
public record CallLinks(RoomId roomId, String agentUrl, String ticketUrl, String recordingUrl) {}
