/**
 * The agent's work, whatever the vendor: conversations, their messages, and what an agent can do with them
 * ({@link io.visavis.sandbox.conversation.Vendor}). Must not depend on a vendor's package, nor on HTTP beyond JSON names.
 */
@NullMarked
package io.visavis.sandbox.conversation;

import org.jspecify.annotations.NullMarked;
