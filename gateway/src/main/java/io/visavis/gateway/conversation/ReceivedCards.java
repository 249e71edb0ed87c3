package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cards that came from the agent's side and can be answered. */
@FunctionalInterface
public interface ReceivedCards {

    /** The card that our message carries; empty when there is no such message, or it carries none. */
    Optional<ReceivedCard> find(ConversationId id, String messageId);

    /**
     * A card.
     *
     * @param vendorMessageId the vendor's id of the message; null where it gave none
     */
    record ReceivedCard(@Nullable String vendorMessageId) {}
}
