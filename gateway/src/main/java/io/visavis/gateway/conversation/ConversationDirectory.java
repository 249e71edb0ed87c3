package io.visavis.gateway.conversation;

import java.util.List;

/** The conversations as a list, for people who look after them. */
public interface ConversationDirectory {

    /** Newest first. */
    List<Conversation> list(ConversationQuery query);
}
