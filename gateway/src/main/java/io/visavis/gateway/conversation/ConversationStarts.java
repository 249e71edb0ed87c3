package io.visavis.gateway.conversation;

/** Where conversations begin. */
public interface ConversationStarts {

    /**
     * Inserts the conversation and appends {@code conversation.created} inside the running
     * {@link io.visavis.gateway.storage.UnitOfWork}.
     */
    Conversation create(NewConversation start);
}
