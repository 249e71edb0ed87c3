package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ties the vendor's ids to ours. Writes belong inside the running {@link io.visavis.gateway.storage.UnitOfWork}. */
public interface VendorIds {

    /**
     * The vendor knows the conversation by this id from now on; earlier ids still find it. Tells
     * {@link VendorBindings} after the commit, and {@link VendorReplacements} before, where it had another; that one's
     * interaction is forgotten. Again with the same id changes nothing.
     */
    void bind(ConversationId id, String vendorId);

    /** The same, of one that an agent opened. */
    void bindOpened(ConversationId id, String vendorId, Instant openedAt);

    /**
     * An agent had opened this one with the customer before the one that the conversation is in: what is said there counts,
     * and {@link VendorReplacements} are told. Again with the same id changes nothing.
     */
    void bindFormer(ConversationId id, String vendorId, Instant openedAt);

    /** The vendor gave one of the visitor's messages this id. */
    void messageSent(ConversationId id, String vendorMessageId, String messageId);

    /** Which of these are the visitor's messages, with our ids of them. */
    Map<VendorMessage, String> sentMessages(Set<VendorMessage> messages);

    /** A message in the vendor's words. */
    record VendorMessage(ConversationId conversation, String vendorMessageId) {
        public VendorMessage {
            vendorMessageId = VendorText.id(vendorMessageId);
        }
    }

    /** Makes an id for a file the agent sent; the same file of the vendor keeps the id it got first. */
    String receiveFile(ConversationId id, VendorFile file);

    /** A file the agent sent. */
    Optional<VendorFile> findFile(ConversationId id, String attachmentId);
}
