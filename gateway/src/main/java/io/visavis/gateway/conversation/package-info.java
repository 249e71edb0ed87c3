/**
 * The conversation log, the one truth that every widget, tool and test reads: append-only events, a position per
 * conversation, the state machine, and wake-ups for whoever is listening.
 *
 * <p>Imports kernel and storage only: no vendor (spi), no HTTP, no other feature. Features that must act in the same
 * commit implement {@link io.visavis.gateway.conversation.ConversationReaction}; inbox and outbox, which do not know each
 * other, meet at the ports here ({@link io.visavis.gateway.conversation.Notices},
 * {@link io.visavis.gateway.conversation.PendingStarts}, {@link io.visavis.gateway.conversation.EchoListener}, {@link io.visavis.gateway.conversation.VendorBindings},
 * {@link io.visavis.gateway.conversation.VendorReplacements}).
 */
@NullMarked
package io.visavis.gateway.conversation;

import org.jspecify.annotations.NullMarked;
