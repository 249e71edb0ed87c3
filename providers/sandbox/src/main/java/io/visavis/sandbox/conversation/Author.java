package io.visavis.sandbox.conversation;

/**
 * Who wrote a message.
 *
 * @param type {@code visitor}, {@code agent}, {@code bot} or {@code system}
 */
public record Author(String type, String name) {}
