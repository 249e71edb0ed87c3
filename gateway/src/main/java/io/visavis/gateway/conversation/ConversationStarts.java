package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;

/** Where conversations begin, and what is learned later of who began them. */
public interface ConversationStarts {

    /**
     * Inserts the conversation and appends {@code conversation.created} inside the running
     * {@link io.visavis.gateway.storage.UnitOfWork}.
     */
    Conversation create(NewConversation start);

    /** The customer is called so from now on. Inside the running unit of work. */
    void rename(ConversationId id, String customerName);
}
