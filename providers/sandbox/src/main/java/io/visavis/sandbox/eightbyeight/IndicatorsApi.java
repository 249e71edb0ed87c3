package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** Typing, thinking and reading of our side (contract 2.5), in the error shapes of April 2026. */
final class IndicatorsApi {

    private static final int THINKING_SECONDS = 60;
    private static final Set<String> AUTHORS = Set.of("user", "bot");

    private final Conversations conversations;
    private final Chats chats;
    private final Clock clock;

    IndicatorsApi(Conversations conversations, Chats chats, Clock clock) {
        this.conversations = conversations;
        this.chats = chats;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.post(ConversationsApi.ONE + "/typing", this::typing)
                .post(ConversationsApi.ONE + "/thinking", this::thinking)
                .post(ConversationsApi.ONE + "/read-receipt", this::read);
    }

    private Reply typing(Exchange exchange) throws IOException {
        var id = find(exchange);
        if (author(Front.body(exchange), id).equals("user")) {
            conversations.change(id, c -> c.visitorTyping(clock.instant()));
        }
        return Reply.empty(204);
    }

    private Reply thinking(Exchange exchange) throws IOException {
        var id = find(exchange);
        int seconds = THINKING_SECONDS;
        if (exchange.body().length > 0) {
            seconds = Front.body(exchange).path("maxThinkingTimeSeconds").asInt(THINKING_SECONDS);
            if (seconds < 1 || seconds > 600) {
                throw EightByEightException.invalidParameter("maxThinkingTimeSeconds must be 1 to 600 for " + id);
            }
        }
        var until = clock.instant().plusSeconds(seconds);
        conversations.change(id, c -> c.botThinking(until));
        return Reply.empty(204);
    }

    private Reply read(Exchange exchange) throws IOException {
        var id = find(exchange);
        var body = Front.body(exchange);
        if (!body.path("readAt").isIntegralNumber()) {
            throw EightByEightException.invalidParameter("readAt must be epoch milliseconds for " + id);
        }
        if (author(body, id).equals("user")) {
            var upTo = Instant.ofEpochMilli(body.path("readAt").longValue());
            conversations.change(id, c -> c.readByVisitor(upTo));
        }
        return Reply.empty(204);
    }

    private String find(Exchange exchange) {
        var id = exchange.pathParameter("id");
        return chats.find(id)
                .orElseThrow(() -> EightByEightException.notFoundCoded("Conversation", id))
                .id();
    }

    private static String author(JsonNode body, String id) {
        var author = body.path("authorType").asText();
        if (!AUTHORS.contains(author)) {
            throw EightByEightException.invalidParameter("authorType must be user or bot for conversation " + id);
        }
        return author;
    }
}
