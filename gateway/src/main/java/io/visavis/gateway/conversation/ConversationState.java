package io.visavis.gateway.conversation;

import java.util.Locale;

/**
 * {@code starting → queued → active ⇄ transferring → ended}; a widget draws it and never guesses. What is over begins again
 * with {@code starting} where its vendor reopens.
 */
public enum ConversationState {
    STARTING,
    QUEUED,
    ACTIVE,
    TRANSFERRING,
    ENDED;

    /** Whether its visitor waits for the first agent. */
    public boolean waiting() {
        return this == STARTING || this == QUEUED;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
