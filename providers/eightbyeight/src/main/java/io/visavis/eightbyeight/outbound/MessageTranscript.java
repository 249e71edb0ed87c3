package io.visavis.eightbyeight.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.eightbyeight.inbound.MessageParts;
import io.visavis.spi.Author;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentJoined;
import io.visavis.spi.ProviderEvent.AgentLeft;
import io.visavis.spi.ProviderEvent.ConversationEnded;
import io.visavis.spi.ProviderEvent.ConversationQueued;
import io.visavis.spi.Transcript;
import java.time.Clock;
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
    private final Clock clock;

    public MessageTranscript(EightByEightApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** How it stands is of now, not of what was last heard: what 8x8 sends again later is older, and no news. */
    @Override
    public List<ProviderEvent> since(ConversationRef conversation, Instant after) {
        Correlation about = Correlation.conversation(conversation.vendorId());
        Instant asked = clock.instant();
        Reply resource = api.call(ApiRequest.get(ConversationResource.path(conversation), PURPOSE));
        if (ConversationResource.isOver(resource)) {
            return List.of(ended(about, asked));
        }
        if (!resource.isSuccess()) {
            throw api.refusal(resource, PURPOSE);
        }
        List<ProviderEvent> events = new ArrayList<>(messages(conversation, about, after));
        // Their clock may be ahead of ours.
        Instant last = events.isEmpty() ? after : events.getLast().occurredAt();
        Instant at = last.isAfter(asked) ? last : asked;
        resource.object().ifPresent(found -> events.addAll(standing(conversation, found, about, at)));
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

    private List<ProviderEvent> standing(ConversationRef ref, JsonNode conversation, Correlation about, Instant at) {
        if ("idle".equalsIgnoreCase(conversation.path("state").asText())) {
            return List.of(ended(about, at));
        }
        JsonNode assignment = conversation.path("assignment");
        String id = Reply.text(assignment, "id").orElse(null);
        return switch (assignment.path("type").asText().toLowerCase(Locale.ROOT)) {
            case "agent" -> id == null ? List.of() : List.of(new AgentJoined(about, at, id, null));
            case "queue" -> {
                List<ProviderEvent> events = new ArrayList<>(agentsGone(ref, about, at));
                events.add(new ConversationQueued(about, at, id, null, null, null));
                yield events;
            }
            default -> List.of();
        };
    }

    /** By id: that "the agent" has left would be told to those, too, who have not had any yet. */
    private List<ProviderEvent> agentsGone(ConversationRef conversation, Correlation about, Instant at) {
        Reply reply =
                api.call(ApiRequest.get(ConversationResource.path(conversation, "participants?size=" + PAGE), PURPOSE));
        List<ProviderEvent> gone = new ArrayList<>();
        if (reply.isSuccess()) {
            JsonNode answer = reply.object().orElseGet(JsonNodeFactory.instance::objectNode);
            for (JsonNode participant : answer.path("_embedded").path("participants")) {
                if ("agent".equalsIgnoreCase(participant.path("type").asText())
                        && participant.path("removed").asBoolean()) {
                    Reply.text(participant, "id").ifPresent(id -> gone.add(new AgentLeft(about, at, id)));
                }
            }
        }
        return gone;
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
