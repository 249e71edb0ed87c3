package io.visavis.gateway.video.engine;

/**
 * What an engine can do.
 *
 * @param maxPeople in one room
 * @param serverRecording one file of the whole room
 * @param trackRecording a file per person and track
 * @param simulcast senders may send several sizes at once
 * @param kick somebody can be put out against their browser's will
 * @param relayOnly media can be kept from showing people each other's addresses
 */
public record EngineCapabilities(
        int maxPeople,
        boolean serverRecording,
        boolean trackRecording,
        boolean simulcast,
        boolean kick,
        boolean relayOnly) {}
