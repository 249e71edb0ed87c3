package io.visavis.gateway.outbox;

import io.visavis.gateway.kernel.ConversationId;

/** Where features put what the vendor must be told. */
public interface Outbox {

    /**
     * Adds a command inside the running {@link io.visavis.gateway.storage.UnitOfWork}; it is sent after the commit, behind
     * all earlier ones of the conversation. What becomes of it stands in the log.
     *
     * @throws IllegalArgumentException when there is no such conversation
     */
    void enqueue(ConversationId id, OutboundCommand command);
}
