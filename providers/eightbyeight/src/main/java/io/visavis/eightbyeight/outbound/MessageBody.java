package io.visavis.eightbyeight.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.visavis.spi.Author;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.ProviderCommand.SendMessage;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message to send, also as a line of the history (contract 2.4, 2.7). */
record MessageBody(
        String authorType,
        @Nullable String text,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Attachment> attachments,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Card> cards) {
    static final String USER = "user";
    static final String BOT = "bot";

    /** A file that was uploaded before. */
    record Attachment(String id) {
        static Attachment of(OutgoingAttachment file) {
            return new Attachment(file.vendorId());
        }
    }

    record Card(String contentType, JsonNode content) {
        private static final JsonMapper JSON = new JsonMapper();

        /** None for null, and for one whose content is no JSON. */
        static List<Card> of(io.visavis.spi.@Nullable Card card) {
            try {
                return card == null ? List.of() : List.of(new Card(card.contentType(), JSON.readTree(card.json())));
            } catch (JsonProcessingException e) {
                return List.of();
            }
        }
    }

    /**
     * Fills the request.
     *
     * @throws ProviderException {@code REJECTED} when there is neither text nor a file
     */
    static MessageBody of(SendMessage command, Defaults defaults) {
        boolean wordless = command.text().isBlank();
        if (wordless && command.attachments().isEmpty()) {
            throw new ProviderException(Kind.REJECTED, "send message: there is neither text nor a file");
        }
        return new MessageBody(
                authorType(command.author()),
                wordless ? null : Truncation.visibly(command.text(), defaults.messageLength()),
                command.attachments().stream().map(Attachment::of).toList(),
                List.of());
    }

    static MessageBody said(String authorType, String text) {
        return new MessageBody(authorType, text, List.of(), List.of());
    }

    /** 8x8 knows two sides on ours: the visitor is the user, everything else of ours the bot. */
    static String authorType(Author.Kind author) {
        return author == Author.Kind.VISITOR ? USER : BOT;
    }
}
