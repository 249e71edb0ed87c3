package io.visavis.spi;

import org.jspecify.annotations.Nullable;

/**
 * By what a vendor's event finds its conversation; the gateway tries them in this order. At least one is present, or
 * the event concerns no conversation.
 *
 * @param gatewayConversationId our own id, if the vendor hands it back
 * @param vendorConversationId the vendor's id of the conversation
 * @param interactionId the vendor's id of the piece of work given to an agent
 */
public record Correlation(
        @Nullable String gatewayConversationId,
        @Nullable String vendorConversationId,
        @Nullable String interactionId) {

    public static Correlation none() {
        return new Correlation(null, null, null);
    }

    public static Correlation conversation(String vendorConversationId) {
        return new Correlation(null, vendorConversationId, null);
    }

    public static Correlation interaction(String interactionId) {
        return new Correlation(null, null, interactionId);
    }
}
