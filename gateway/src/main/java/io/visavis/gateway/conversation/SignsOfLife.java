package io.visavis.gateway.conversation;

import java.time.Instant;
import java.util.Optional;

/** What shows a feature that people are at a conversation, though its log tells nothing new. */
@FunctionalInterface
public interface SignsOfLife {

    /** The last one, now at most; empty when there is none. Inside a unit of work that holds the conversation. */
    Optional<Instant> last(Conversation conversation);
}
