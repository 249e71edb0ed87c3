package io.visavis.sandbox.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a conversation began. Never changes.
 *
 * @param openedBy {@code visitor} or {@code agent}
 * @param entryPoint where it came in, by the vendor's id (Talkdesk: touchpoint)
 * @param context parameters by name, any JSON value
 */
public record Opening(
        String email,
        @Nullable String name,
        @Nullable String subject,
        String openedBy,
        String entryPoint,
        Map<String, JsonNode> context,
        List<HistoryMessage> history,
        Instant createdAt) {
    public Opening {
        context = new LinkedHashMap<>(context);
        history = List.copyOf(history);
    }
}
