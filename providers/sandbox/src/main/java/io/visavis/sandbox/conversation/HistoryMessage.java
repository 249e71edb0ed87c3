package io.visavis.sandbox.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A message from before the conversation, as the gateway handed it over.
 *
 * @param author {@code visitor} or {@code business}
 * @param type the vendor's word for the author, as received
 * @param at as received; not parsed
 * @param cards in the vendor's own form
 */
public record HistoryMessage(
        String author, String type, String text, String at, List<AttachedFile> attachments, List<JsonNode> cards) {
    public HistoryMessage {
        attachments = List.copyOf(attachments);
        cards = List.copyOf(cards);
    }

    /** Words alone. */
    public HistoryMessage(String author, String type, String text, String at) {
        this(author, type, text, at, List.of(), List.of());
    }
}
