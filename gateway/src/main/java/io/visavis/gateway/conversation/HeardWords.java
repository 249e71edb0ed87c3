package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import java.time.Instant;

/** What the log knows of the agent's side, to tell one message that came by two ways from two messages. */
public interface HeardWords {

    /**
     * Whether such a message stands there of about that time.
     *
     * @param withVendorId only those that carry the vendor's id, which are those read back from its transcript
     */
    boolean about(ConversationId id, String text, Instant at, boolean withVendorId);

    /**
     * When the vendor had last told us anything, by its clock, as the conversation stood when it was read: what has come since
     * may be newer than what is missing. The conversation's beginning where it never did.
     */
    Instant lastHeard(Conversation conversation);
}
