package io.visavis.eightbyeight.availability;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.eightbyeight.api.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the answers that two generations of statistics have in common; times in seconds (contract 5.2, B and C). */
final class QueueStatistics {
    private QueueStatistics() {}

    static Optional<QueueFigures> figures(Reply reply) {
        return reply.object()
                .map(answer -> answer.path("queue"))
                .filter(JsonNode::isObject)
                .map(QueueStatistics::read);
    }

    /** Names of the chat queues by id. */
    static Map<String, String> names(Reply reply) {
        Map<String, String> names = new LinkedHashMap<>();
        reply.object()
                .ifPresent(answer -> answer.path("queue").forEach(queue -> {
                    if ("chat".equalsIgnoreCase(queue.path("media-type").asText("chat"))) {
                        Reply.text(queue, "queue-id")
                                .ifPresent(id -> names.put(
                                        id, Reply.text(queue, "queue-name").orElse(id)));
                    }
                }));
        return names;
    }

    /** An average over nobody is no average. */
    private static QueueFigures read(JsonNode queue) {
        boolean data = queue.path("thirty-min-accepted").asInt(1) > 0;
        Integer wait = data ? number(queue, "thirty-min-avg-wait-time") : null;
        return new QueueFigures(
                number(queue, "queue-size"),
                number(queue, "agent-count-waitTransact"),
                wait == null ? null : Long.valueOf(wait));
    }

    private static @Nullable Integer number(JsonNode queue, String name) {
        int number = queue.path(name).asInt(-1);
        return number < 0 ? null : number;
    }
}
