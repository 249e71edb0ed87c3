package io.visavis.eightbyeight.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** ACTIVITY events: what people do without words (contract 3.5). */
final class Activities {
    private Activities() {}

    static List<ProviderEvent> translate(EventBody body, Correlation correlation, Instant at) {
        String name = EventBody.label(body.data("name")).orElse("");
        JsonNode value = body.data("value");
        return switch (name) {
            case "typing" -> typing(value.path("users"), correlation, at);
            case "read-receipts" -> read(value, correlation, at);
            // The visitor's own choice coming back; it went out as words and must not start anything again.
            case "adaptiveCard/action", "quickReply/action" -> List.of();
            default ->
                List.of(new ProviderEvent.Unrecognised(
                        correlation, at, "ACTIVITY", "an activity that belongs to other channels"));
        };
    }

    /**
     * The list names users too: only an agent's entry is news, and an empty list means that whoever typed has stopped. An agent
     * who stops while a user types is not told; who shows it lets it fade.
     */
    private static List<ProviderEvent> typing(JsonNode users, Correlation correlation, Instant at) {
        Optional<JsonNode> agent = agent(users);
        if (agent.isEmpty() && !users.isEmpty()) {
            return List.of();
        }
        String id = agent.flatMap(user -> EventBody.id(user.path("id"))).orElse(null);
        return List.of(new ProviderEvent.AgentTyping(correlation, at, id, agent.isPresent()));
    }

    private static List<ProviderEvent> read(JsonNode receipts, Correlation correlation, Instant at) {
        long newest = 0;
        for (JsonNode receipt : receipts) {
            if (agent(receipt.path("users")).isPresent()) {
                newest = Math.max(newest, receipt.path("timestamp").asLong(0));
            }
        }
        return newest <= 0
                ? List.of()
                : List.of(new ProviderEvent.MessagesRead(correlation, at, Instant.ofEpochMilli(newest)));
    }

    private static Optional<JsonNode> agent(JsonNode users) {
        for (JsonNode user : users) {
            if ("agent".equalsIgnoreCase(user.path("type").asText(""))) {
                return Optional.of(user);
            }
        }
        return Optional.empty();
    }
}
