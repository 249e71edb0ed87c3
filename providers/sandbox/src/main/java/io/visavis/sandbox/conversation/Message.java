package io.visavis.sandbox.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of the transcript.
 *
 * @param id the vendor's message id
 * @param note what went wrong with a part of it, as the vendor said it
 */
public record Message(
        String id,
        Author author,
        String text,
        Instant at,
        List<AttachedFile> attachments,
        @Nullable String note) {
    public Message {
        attachments = List.copyOf(attachments);
    }
}
