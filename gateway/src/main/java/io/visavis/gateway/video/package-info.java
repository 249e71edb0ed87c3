/**
 * Calls: from a chat to a face. Decides who may enter a room, what the chat's log says of a call, and when one is over.
 *
 * <p>The rows stand in {@code room}, how media travels in {@code engine} and {@code ice}; {@code api}, {@code facade} and {@code
 * page} are the doors. May use conversation, outbox and access, and asks plugin at which desks agents work; knows no
 * vendor and no widget. The widget asks through {@link io.visavis.gateway.video.Calls}.
 */
@NullMarked
package io.visavis.gateway.video;

import org.jspecify.annotations.NullMarked;
