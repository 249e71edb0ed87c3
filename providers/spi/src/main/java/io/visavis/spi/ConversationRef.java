package io.visavis.spi;

import org.jspecify.annotations.Nullable;

/**
 * A running conversation, by every name it has.
 *
 * @param gatewayId ours
 * @param vendorId the vendor's, from the start command's receipt or the vendor's event
 * @param interactionId the vendor's current interaction, once an agent has it
 */
public record ConversationRef(
        String gatewayId, String vendorId, @Nullable String interactionId) {}
