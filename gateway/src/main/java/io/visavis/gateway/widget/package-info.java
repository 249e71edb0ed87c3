/**
 * What a visitor's browser speaks with: {@code /api/widget/v1}. Starts conversations, streams their events, takes commands
 * and files. Holds nothing in memory that another node would miss.
 *
 * <p>May use conversation, outbox, video, access and plugin. Must not know any vendor by name, nor how webhooks come in.
 */
@NullMarked
package io.visavis.gateway.widget;

import org.jspecify.annotations.NullMarked;
