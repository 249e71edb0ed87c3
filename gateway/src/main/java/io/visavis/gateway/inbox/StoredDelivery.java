package io.visavis.gateway.inbox;

import io.visavis.gateway.kernel.ConnectionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it came, and what was done with it.
 *
 * @param headers kept ones, a line each
 * @param state {@code new}, {@code held}, {@code done} or {@code parked}
 * @param mark what an administrator should know of it; null when it went as it should
 * @param note the mark in words, or what a held one waits for
 * @param holdUntil until when it waits for what it belongs to
 * @param processedAt when it was worked off
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredDelivery(
        long id,
        ConnectionId connectionId,
        String action,
        String headers,
        byte[] body,
        String state,
        @Nullable String mark,
        @Nullable String note,
        Instant receivedAt,
        @Nullable Instant holdUntil,
        @Nullable Instant processedAt) {}
