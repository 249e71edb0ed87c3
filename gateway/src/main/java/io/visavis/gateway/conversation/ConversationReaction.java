package io.visavis.gateway.conversation;

import java.util.List;

/**
 * Lets a feature act in the same commit as an event, for example a call that ends with its conversation. Runs inside
 * the unit of work; may write its own tables. May be asked twice about one event: what it wrote the first time is undone then.
 */
public interface ConversationReaction {

    /** Events to append behind this one; empty for none. */
    List<NewEvent> react(Conversation conversation, EventData event);
}
