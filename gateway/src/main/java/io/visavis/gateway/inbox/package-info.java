/**
 * Deliveries of vendors: stored as they came before they are acknowledged, translated, and written into the log with every
 * rule that needs more than one event or a clock.
 *
 * <p>Imports conversation, plugin, access (for a connection's application), storage and kernel. Knows no HTTP and not the
 * outbox: it reaches the agent through {@link io.visavis.gateway.conversation.Notices}.
 */
@NullMarked
package io.visavis.gateway.inbox;

import org.jspecify.annotations.NullMarked;
