package io.visavis.eightbyeight.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.spi.Author;
import io.visavis.spi.Card;
import io.visavis.spi.Correlation;
import io.visavis.spi.IncomingAttachment;
import io.visavis.spi.ProviderEvent.MessageReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words, files and cards of a message, as events and the transcript name them (contract 2.7, 3.5). */
public record MessageParts(String text, List<IncomingAttachment> files, List<Card> cards) {
    private static final String UNNAMED = "file";

    public MessageParts {
        files = List.copyOf(files);
        cards = List.copyOf(cards);
    }

    public static MessageParts of(String text, JsonNode attachments, JsonNode cards) {
        return new MessageParts(text, files(attachments), cards(cards));
    }

    /** One event for the words, files and first card; one more for each further card; none when there is nothing to see. */
    public List<MessageReceived> events(
            Correlation correlation, Instant at, @Nullable String messageId, Author author, boolean mayBeEcho) {
        List<MessageReceived> events = new ArrayList<>();
        if (!text.isEmpty() || !files.isEmpty() || !cards.isEmpty()) {
            Card first = cards.isEmpty() ? null : cards.getFirst();
            events.add(new MessageReceived(correlation, at, messageId, author, text, files, first, mayBeEcho));
        }
        for (int i = 1; i < cards.size(); i++) {
            String id = messageId == null ? null : messageId + "#" + i;
            events.add(new MessageReceived(correlation, at, id, author, "", List.of(), cards.get(i), mayBeEcho));
        }
        return events;
    }

    /**
     * Files by id. The signed address that newer events carry is not used: it ends, and comes from outside; the bytes are
     * asked for by id with our own key (contract 2.8).
     */
    private static List<IncomingAttachment> files(JsonNode listed) {
        List<IncomingAttachment> files = new ArrayList<>();
        for (JsonNode file : listed) {
            EventBody.id(file.path("id"))
                    .ifPresent(id -> files.add(new IncomingAttachment(id, name(file), mediaType(file), size(file))));
        }
        return files;
    }

    /** Cards that can be told as JSON; quick replies as a card whose buttons they are. */
    private static List<Card> cards(JsonNode listed) {
        List<Card> cards = new ArrayList<>();
        for (JsonNode card : listed) {
            card(card).ifPresent(cards::add);
        }
        return cards;
    }

    private static Optional<Card> card(JsonNode card) {
        JsonNode content = card.path("content");
        String type = EventBody.label(card.path("contentType")).orElse(QuickReplies.ADAPTIVE_CARD);
        if (type.equalsIgnoreCase(QuickReplies.CONTENT_TYPE)) {
            return QuickReplies.card(content);
        }
        return content.isMissingNode() || content.isNull()
                ? Optional.empty()
                : Optional.of(new Card(type, content.isTextual() ? content.asText() : content.toString()));
    }

    private static String name(JsonNode file) {
        return EventBody.label(file.path("fileName"))
                .or(() -> EventBody.label(file.path("filename")))
                .orElse(UNNAMED);
    }

    /** Events say only what sort of file it is; the exact type comes with the bytes. */
    private static @Nullable String mediaType(JsonNode file) {
        return MediaTypes.byName(name(file))
                .or(() -> EventBody.label(file.path("type"))
                        .map(type -> type.toLowerCase(Locale.ROOT))
                        .filter(type -> type.contains("/")))
                .orElse(null);
    }

    private static long size(JsonNode file) {
        return file.path("sizeInBytes").asLong(file.path("size").asLong(-1));
    }
}
