package io.visavis.gateway.video.engine;

/** Hears of an engine's events; called on the engine's threads, and may block. */
@FunctionalInterface
public interface EngineListener {
    void happened(EngineEvent event);
}
