package io.visavis.sandbox.conversation;

/**
 * A message from before the conversation, as the gateway handed it over.
 *
 * @param author {@code visitor} or {@code business}
 * @param type the vendor's word for the author, as received
 * @param at as received; not parsed
 */
public record HistoryMessage(String author, String type, String text, String at) {}
