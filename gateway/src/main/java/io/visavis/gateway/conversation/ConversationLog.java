package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import java.util.List;
import java.util.Map;

/** The log of every conversation. */
public interface ConversationLog {

    /**
     * Appends inside the running {@link io.visavis.gateway.storage.UnitOfWork}, moves the conversation's state, lets the
     * {@linkplain ConversationReaction reactions} add theirs, and wakes listeners after the commit. Events whose dedup
     * key stands already are dropped.
     *
     * @return position of the conversation's newest event
     * @throws IllegalArgumentException when there is no such conversation
     */
    long append(ConversationId id, List<NewEvent> events);

    /** Appends to several conversations at once, each as {@link #append(ConversationId, List)} does. */
    default void append(Map<ConversationId, List<NewEvent>> events) {
        events.forEach(this::append);
    }

    default long append(ConversationId id, NewEvent... events) {
        return append(id, List.of(events));
    }

    /**
     * Up to {@code limit} events behind {@code after}, in order.
     *
     * @throws PositionUnknownException when {@code after} is not a position of this log: the reader must begin anew
     */
    List<LoggedEvent> read(ConversationId id, long after, int limit);
}
