package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;

/**
 * Tells listeners that a conversation's log has grown. A hint, never the truth: listeners read the log from their own
 * position, and survive a wake-up too many or one too few.
 */
public interface WakeUps {

    /** {@code listener} is called on any thread and returns at once. */
    Subscription subscribe(ConversationId id, Listener listener);

    /** Hears of a conversation's growth. */
    @FunctionalInterface
    interface Listener {
        void grownTo(long position);
    }

    /** Ends at {@link #close}, which may be called more than once. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
