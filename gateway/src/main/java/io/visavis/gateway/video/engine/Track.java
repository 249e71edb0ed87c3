package io.visavis.gateway.video.engine;

/** What somebody sends. */
public enum Track {
    AUDIO,
    VIDEO,
    SCREEN
}
