package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the log knows of the agent's side, to tell one message that came by two ways from two messages. */
public interface HeardWords {

    /**
     * What tells a message from others of its time: its words; where it has none, its files and its card.
     *
     * @param vendorFiles the vendor's ids
     * @param card its JSON
     */
    record Said(
            String text, List<String> vendorFiles, @Nullable String card) {
        public Said {
            vendorFiles = List.copyOf(vendorFiles);
        }
    }

    /**
     * Whether such a message stands there of about that time.
     *
     * @param withVendorId only those that carry the vendor's id, which are those read back from its transcript
     */
    boolean about(ConversationId id, Said said, Instant at, boolean withVendorId);

    /**
     * When the vendor had last told us anything, by its clock, as the conversation stood when it was read: what has come since
     * may be newer than what is missing. The conversation's beginning where it never did.
     */
    Instant lastHeard(Conversation conversation);
}
