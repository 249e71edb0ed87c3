package io.visavis.gateway.video.room;

import org.jspecify.annotations.Nullable;

/**
 * What a visitor found out about their devices, in the words of {@code schemas/call/v1/device-check}.
 *
 * @param browser the visitor's browser, if it said
 */
public record DeviceCheck(
        String camera, String microphone, @Nullable String browser) {}
