package io.visavis.eightbyeight.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.eightbyeight.inbound.MessageParts;
import io.visavis.spi.Author;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.ConversationEnded;
import io.visavis.spi.Transcript;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads back what agents said and how the conversation stands (contract 2.4, 2.7). Thread-safe.
 */
public final class MessageTranscript implements Transcript {
    private static final String PURPOSE = "read transcript";
    private static final int PAGE = 50;
    private static final int MOST_PAGES = 10;

    private final EightByEightApi api;

    public MessageTranscript(EightByEightApi api) {
        this.api = api;
    }

    @Override
    public List<ProviderEvent> since(ConversationRef conversation, Instant after) {
        Correlation about = Correlation.conversation(conversation.vendorId());
        Reply resource = api.call(ApiRequest.get(ConversationResource.path(conversation), PURPOSE));
        if (ConversationResource.isOver(resource)) {
            return List.of(ended(about, after));
        }
        if (!resource.isSuccess()) {
            throw api.refusal(resource, PURPOSE);
        }
        List<ProviderEvent> events = new ArrayList<>(messages(conversation, about, after));
        Instant last = events.isEmpty() ? after : events.getLast().occurredAt();
        resource.object().flatMap(found -> standing(found, about, last)).ifPresent(events::add);
        return events;
    }

    /** Newest first on the wire, so that only the new pages are read. */
    private List<ProviderEvent> messages(ConversationRef conversation, Correlation about, Instant after) {
        List<List<ProviderEvent>> newestFirst = new ArrayList<>();
        String path = ConversationResource.path(conversation, "messages?sort=createdAt:desc&size=" + PAGE + "&page=");
        for (int page = 0; page < MOST_PAGES; page++) {
            Reply reply = api.callOrThrow(ApiRequest.get(path + page, PURPOSE));
            JsonNode answer = reply.object().orElse(null);
            if (answer == null) {
                break;
            }
            boolean older = false;
            for (JsonNode message : answer.path("_embedded").path("messages")) {
                Instant at = createdAt(message).orElse(Instant.MIN);
                older |= !at.isAfter(after);
                if (at.isAfter(after)) {
                    newestFirst.add(events(message, about, at));
                }
            }
            if (older || page + 1 >= answer.path("page").path("totalPages").asInt(1)) {
                break;
            }
        }
        Collections.reverse(newestFirst);
        return newestFirst.stream().flatMap(List::stream).toList();
    }

    /** Ours are known already. */
    private static List<ProviderEvent> events(JsonNode message, Correlation about, Instant at) {
        JsonNode author = message.path("author");
        String type = author.path("type").asText("").toLowerCase(Locale.ROOT);
        if (!type.equals("agent")) {
            return List.of();
        }
        Author agent = new Author(Author.Kind.AGENT, Reply.text(author, "id").orElse(null), null);
        MessageParts parts =
                MessageParts.of(message.path("text").asText(""), message.path("attachments"), message.path("cards"));
        return List.copyOf(parts.events(about, at, Reply.text(message, "id").orElse(null), agent, false));
    }

    private static Optional<ProviderEvent> standing(JsonNode conversation, Correlation about, Instant at) {
        if ("idle".equalsIgnoreCase(conversation.path("state").asText())) {
            return Optional.of(ended(about, at));
        }
        JsonNode assignment = conversation.path("assignment");
        return "agent".equalsIgnoreCase(assignment.path("type").asText())
                ? Reply.text(assignment, "id").map(id -> new ProviderEvent.AgentJoined(about, at, id, null))
                : Optional.empty();
    }

    private static ProviderEvent ended(Correlation about, Instant at) {
        return new ConversationEnded(about, at, ConversationEnded.Reason.PROVIDER, ConversationEnded.Certainty.FINAL);
    }

    private static Optional<Instant> createdAt(JsonNode message) {
        try {
            return Reply.text(message, "createdAt")
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
