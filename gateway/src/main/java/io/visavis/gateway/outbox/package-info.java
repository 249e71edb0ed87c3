/**
 * What the vendor must be told: durable commands, sent in order within a conversation, retried with patience, and what
 * became of them written into the log.
 *
 * <p>Imports conversation, plugin (live providers), storage and kernel. Knows neither the widget nor the inbox: files
 * come through {@link io.visavis.gateway.outbox.StoredFiles}.
 */
@NullMarked
package io.visavis.gateway.outbox;

import org.jspecify.annotations.NullMarked;
