package io.visavis.sandbox.conversation;

import java.time.Instant;

/** The three links that the gateway's room facade answered with, and when it was asked last. */
public record CallLinks(String agentUrl, String ticketUrl, String recordingUrl, Instant at) {}
