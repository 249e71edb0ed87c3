package io.visavis.eightbyeight.availability;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.PathSegment;
import io.visavis.eightbyeight.api.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Contact-centre statistics by API key; times in seconds (contract 5.2, B). */
public final class KeyStatistics implements QueueSource {
    private static final String PURPOSE = "ask for queue statistics";
    private static final String BASE = "/cc/v1/stats/rt";

    private final EightByEightApi api;

    public KeyStatistics(EightByEightApi api) {
        this.api = api;
    }

    @Override
    public Optional<QueueFigures> figures(String queueId) {
        Reply reply = api.call(ApiRequest.get(BASE + "/queue/" + PathSegment.of(queueId), PURPOSE));
        if (reply.status() == 404) {
            return Optional.empty();
        }
        if (!reply.isSuccess()) {
            throw api.refusal(reply, PURPOSE);
        }
        return reply.object()
                .map(answer -> answer.path("queue"))
                .filter(JsonNode::isObject)
                .map(KeyStatistics::read);
    }

    @Override
    public Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        Reply reply = api.callOrThrow(ApiRequest.get(BASE + "/queues", PURPOSE));
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
        JsonNode value = queue.path(name);
        int number = value.asInt(-1);
        return number < 0 ? null : number;
    }
}
