package io.visavis.gateway.video.room;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A room as it stands now. It may hold several calls, one after the other: {@code callNumber} counts them, and closing ends one.
 *
 * @param destination as the facade was given it (contract 4.2); {@code widget} for rooms a visitor asked for
 * @param interactionId the vendor's interaction, or the conversation's id where none is known
 * @param organizationId comes back as {@code corigin} of the agent's link
 * @param conversationId null for a room without a chat
 * @param recordingId last part of the stable recording address
 * @param requested whether the visitor has asked for this call and it was not offered yet
 * @param requestedAt when the agent was last told so; null before
 * @param joined whether anybody has been in this call
 * @param lastPosition position of the newest signal
 * @param startedAt since when both sides have media in this call; null before
 */
public record Room(
        RoomId id,
        ApplicationId applicationId,
        String destination,
        String interactionId,
        @Nullable String customerId,
        @Nullable String organizationId,
        @Nullable ConversationId conversationId,
        String recordingId,
        String engine,
        CallKind kind,
        boolean open,
        boolean requested,
        @Nullable Instant requestedAt,
        boolean joined,
        int callNumber,
        long lastPosition,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant closedAt,
        @Nullable String closeReason) {}
