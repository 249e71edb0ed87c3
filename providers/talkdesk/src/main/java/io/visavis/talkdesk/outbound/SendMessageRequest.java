package io.visavis.talkdesk.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.ProviderCommand.SendMessage;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /digital-connect/conversations/{id}/messages} (contract 2.6). It has no author: to the agent every
 * message of ours is the customer's.
 */
record SendMessageRequest(
        @Nullable String content,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Attachment> attachments) {

    /**
     * A file placed before by the Attachments API.
     *
     * @param type MIME type
     * @param size bytes, as a number; Talkdesk's example writes text, its OpenAPI a number
     */
    record Attachment(String id, String name, String type, long size) {
        static Attachment of(OutgoingAttachment file) {
            return new Attachment(file.vendorId(), file.name(), file.mediaType(), file.size());
        }
    }

    /**
     * Fills the request.
     *
     * @throws ProviderException {@code REJECTED} when there is neither text nor a file
     */
    static SendMessageRequest of(SendMessage command, Caps caps) {
        boolean wordless = command.text().isBlank();
        if (wordless && command.attachments().isEmpty()) {
            throw new ProviderException(Kind.REJECTED, "send message: there is neither text nor a file");
        }
        return new SendMessageRequest(
                wordless ? null : Truncation.visibly(command.text(), caps.messageLength()),
                command.attachments().stream().map(Attachment::of).toList());
    }
}
