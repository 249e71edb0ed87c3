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

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
