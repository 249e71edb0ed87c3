package io.visavis.eightbyeight.availability;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.eightbyeight.api.Effect;
import io.visavis.eightbyeight.api.HttpCalls;
import io.visavis.eightbyeight.api.PathSegment;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.AccessToken;
import io.visavis.spi.AccessTokenSource;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Realtime metrics of Analytics for Contact Center, version 5, which wants a token (contract 5.2, A). */
public final class Analytics implements QueueSource {
    private static final String PURPOSE = "ask for queue metrics";
    private static final List<String> WAITS =
            List.of("interactionsAvgWaitTime.int-15m", "interactionsAvgWaitTime.int-30m");

    /** In what the waiting metrics count; no unit is printed. The setting's values. */
    public enum WaitUnit {
        MILLISECONDS,
        SECONDS
    }

    private final HttpCalls http;
    private final AccessTokenSource tokens;
    private final URI base;
    private final @Nullable String tenantId;
    private final WaitUnit unit;

    /** Asks below {@code base}, which names the region. */
    public Analytics(HttpCalls http, AccessTokenSource tokens, URI base, @Nullable String tenantId, WaitUnit unit) {
        this.http = http;
        this.tokens = tokens;
        this.base = base;
        this.tenantId = tenantId;
        this.unit = unit;
    }

    @Override
    public Optional<QueueFigures> figures(String queueId) {
        Reply reply = get("/queues/" + PathSegment.of(queueId));
        if (reply.status() == 404 || reply.status() == 400) {
            return Optional.empty();
        }
        JsonNode answer = requireAnswer(reply);
        // One queue comes as a list of one, or by another page of the vendor's as the queue itself.
        JsonNode queue = answer.isArray() ? answer.path(0) : answer;
        return queue.isObject() ? Optional.of(figures(metrics(queue))) : Optional.empty();
    }

    @Override
    public Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        for (JsonNode queue : requireAnswer(get("/queues?summary=true&size=1000"))) {
            Reply.text(queue, "id")
                    .ifPresent(id -> names.put(id, Reply.text(queue, "name").orElse(id)));
        }
        return names;
    }

    /** Of an agent of this queue; empty when they are not known there (an unknown id fails the request). */
    public Optional<String> agentName(String queueId, String agentId) {
        Reply reply = get("/queues/" + PathSegment.of(queueId) + "/agents/" + PathSegment.of(agentId));
        if (reply.status() == 404 || reply.status() == 400) {
            return Optional.empty();
        }
        JsonNode answer = requireAnswer(reply);
        return Reply.text(answer.isArray() ? answer.path(0) : answer, "name").map(String::strip);
    }

    private QueueFigures figures(Map<String, Long> metrics) {
        // An average of exactly nothing is one over nobody.
        Long wait = WAITS.stream()
                .map(metrics::get)
                .filter(value -> value != null && value > 0)
                .findFirst()
                .orElse(null);
        return new QueueFigures(
                number(metrics.get("interactionsWaitInQueue.rt")),
                number(metrics.get("availableIdle.rt")),
                wait == null || unit == WaitUnit.SECONDS ? wait : Long.valueOf(wait / 1000));
    }

    private static Map<String, Long> metrics(JsonNode queue) {
        Map<String, Long> metrics = new LinkedHashMap<>();
        for (JsonNode metric : queue.path("metrics")) {
            long value = Math.round(metric.path("value").asDouble(-1));
            if (value >= 0) {
                metrics.put(metric.path("key").asText(), value);
            }
        }
        return metrics;
    }

    private static @Nullable Integer number(@Nullable Long value) {
        return value == null ? null : (int) Math.min(value, Integer.MAX_VALUE);
    }

    private Reply get(String path) {
        AccessToken token = tokens.token();
        Reply reply = get(path, token);
        if (reply.status() != 401) {
            return reply;
        }
        tokens.reject(token);
        return get(path, tokens.token());
    }

    private Reply get(String path, AccessToken token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token.value())
                .header("Accept", "application/json");
        if (tenantId != null) {
            request.header("X-Tenant-Info", tenantId);
        }
        return http.send(request.GET().build(), PURPOSE, Effect.NONE);
    }

    private static JsonNode requireAnswer(Reply reply) {
        if (!reply.isSuccess()) {
            Kind kind = reply.status() == 401 || reply.status() == 403 ? Kind.AUTHENTICATION : Kind.UNAVAILABLE;
            throw new ProviderException(kind, PURPOSE + ": HTTP " + reply.status());
        }
        return reply.json()
                .orElseThrow(() -> new ProviderException(Kind.UNAVAILABLE, PURPOSE + ": an answer that is no JSON"));
    }
}
