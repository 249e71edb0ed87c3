package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;

/** Says something of the gateway's own to the agent. */
@FunctionalInterface
public interface Notices {

    /** Queues {@code text} inside the running {@link io.visavis.gateway.storage.UnitOfWork}. */
    void post(ConversationId id, String text);
}
