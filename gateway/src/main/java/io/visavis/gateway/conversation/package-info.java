/**
 * The conversation log, the one truth that every widget, tool and test reads: append-only events, a position per\n * conversation, the state machine, and wake-ups for whoever is listening.\n *\n * <p>Imports kernel and storage only: no vendor (spi), no HTTP, no other feature. Features that must act in the same\n * commit implement {@link io.visavis.gateway.conversation.ConversationReaction}.
 */
@NullMarked
package io.visavis.gateway.conversation;

import org.jspecify.annotations.NullMarked;
