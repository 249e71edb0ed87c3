package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import java.time.Instant;

/** What was said to the agent lately, by the visitor or by the gateway: some vendors send it back without an id. */
@FunctionalInterface
public interface SentWords {

    /** Whether exactly this text was on its way to the vendor about then. */
    boolean about(ConversationId id, String text, Instant at);
}
