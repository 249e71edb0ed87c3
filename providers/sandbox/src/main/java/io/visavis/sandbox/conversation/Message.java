package io.visavis.sandbox.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of the transcript.
 *
 * @param id the vendor's message id
 * @param note what went wrong with a part of it, as the vendor said it
 * @param card the vendor's card in its own form, or null
 */
public record Message(
        String id,
        Author author,
        String text,
        Instant at,
        List<AttachedFile> attachments,
        @Nullable String note,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode card) {
    public Message {
        attachments = List.copyOf(attachments);
    }

    /** One without a card. */
    public Message(
            String id, Author author, String text, Instant at, List<AttachedFile> attachments, @Nullable String note) {
        this(id, author, text, at, attachments, note, null);
    }
}
