package io.visavis.gateway.video.engine;

/** Whether calls can be carried now; {@code detail} is for operators. */
public record EngineHealth(boolean up, String detail) {}
