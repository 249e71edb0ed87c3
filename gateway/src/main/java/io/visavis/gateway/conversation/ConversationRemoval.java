package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import java.util.List;

/** Removes what a feature keeps of conversations that go. */
public interface ConversationRemoval {

    /** Before the commit, outside of any: what is not in the database. Done again when the commit fails. */
    default void prepare(List<ConversationId> going) {}

    /** Inside the unit of work that removes the conversations. */
    void remove(List<ConversationId> going);
}
