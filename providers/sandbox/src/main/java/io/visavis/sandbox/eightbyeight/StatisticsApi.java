package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.conversation.Conversation;
import io.visavis.sandbox.conversation.ConversationState;
import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.settings.DeskSettings;
import io.visavis.sandbox.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Whether it is open and how long the wait is, in all printed generations (contract 5), counted from the desk itself. */
final class StatisticsApi {

    private static final long TOKEN_SECONDS = 1799;

    private final Conversations conversations;
    private final Setting<EightByEightSettings> settings;
    private final Setting<DeskSettings> desk;
    private final Clock clock;
    private final Map<String, Long> tokens = new ConcurrentHashMap<>();

    StatisticsApi(
            Conversations conversations,
            Setting<EightByEightSettings> settings,
            Setting<DeskSettings> desk,
            Clock clock) {
        this.conversations = conversations;
        this.settings = settings;
        this.desk = desk;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.post("/oauth/v2/token", this::token)
                .get("/cc/v1/stats/rt/queues", _ -> queues())
                .get("/cc/v1/stats/rt/queue/{id}", this::queue)
                .get("/api/rtstats/stats/queues.json", exchange -> basic(exchange, queues()))
                .get("/api/rtstats/stats/queue/{id}.json", exchange -> basic(exchange, queue(exchange)))
                .get("/cc/v1/schedules", _ -> schedules())
                .get("/cc/v1/schedules/{id}/status", this::schedule)
                .get("/api/provisioning/schedules", exchange -> basic(exchange, schedules()))
                .get("/api/provisioning/schedules/{id}/status", exchange -> basic(exchange, schedule(exchange)))
                .get("/api/v1/tenants/{tenant}/agentstatus/agents/{agent}", this::agent);
        for (var region : List.of("", "/eu", "/au", "/ca")) {
            routes.get(region + "/analytics/cc/v5/realtime-metrics/queues", this::metrics)
                    .get(region + "/analytics/cc/v5/realtime-metrics/queues/{id}", this::metric);
        }
    }

    private Reply token(Exchange exchange) {
        var app = settings.get().clients().stream()
                .filter(client -> credentials(client.key(), client.secret()).equals(exchange.header("Authorization")))
                .findFirst()
                .orElseThrow(() -> EightByEightException.of(
                        401, ErrorShape.OAUTH, "invalid_client", "Client credentials are invalid"));
        var token = UUID.randomUUID().toString().replace("-", "");
        tokens.put(token, clock.millis() + TOKEN_SECONDS * 1000);
        return Reply.json(
                200,
                Json.object()
                        .put("access_token", token)
                        .put("token_type", "BearerToken")
                        .put("expires_in", Long.toString(TOKEN_SECONDS))
                        .put("issued_at", Long.toString(clock.millis()))
                        .put("scope", "")
                        .put("status", "approved")
                        .put("refresh_token_expires_in", "0")
                        .put("refresh_count", "0")
                        .put("client_id", app.key())
                        .put("api_product_list", "[chat-gateway, analytics-cc]"));
    }

    private Reply queues() {
        var body = Json.object();
        ArrayNode all = body.putArray("queue");
        settings.get().queues().forEach(queue -> all.add(counts(queue)));
        return Reply.json(200, body);
    }

    private Reply queue(Exchange exchange) {
        var body = Json.object();
        body.set("queue", counts(find(exchange)));
        return Reply.json(200, body);
    }

    private ObjectNode counts(EightByEightSettings.Queue queue) {
        int agents = desk.get().agents().size();
        long busy = busy();
        return Json.object()
                .put("queue-id", Integer.parseInt(queue.id()))
                .put("queue-name", queue.name())
                .put("queue-type", "inbound")
                .put("media-type", "chat")
                .put("queue-size", waiting(queue).size())
                .put("longest-wait-time", longestWait(queue).toSeconds())
                .put("number-in-progress", busy)
                .put("assigned-agent-count", agents)
                .put("enabled-agent-count", agents)
                .put("agent-count-waitTransact", agents - busy)
                .put("agent-count-busy", busy)
                .put("agent-count-postProcess", 0)
                .put("agent-count-onBreak", 0)
                .put("agent-count-workOffline", 0)
                .put("agent-count-loggedOut", 0)
                .put("thirty-min-avg-wait-time", queue.averageWaitSeconds())
                .put("day-avg-wait-time", queue.averageWaitSeconds());
    }

    private Reply metrics(Exchange exchange) {
        requireToken(exchange);
        return Reply.json(
                200, settings.get().queues().stream().map(this::metrics).toList());
    }

    private Reply metric(Exchange exchange) {
        requireToken(exchange);
        return Reply.json(200, metrics(find(exchange)));
    }

    /** Times are milliseconds here (contract 5.2: assumed). */
    private Map<String, Object> metrics(EightByEightSettings.Queue queue) {
        int agents = desk.get().agents().size();
        var keys = List.of(
                key("interactionsWaitInQueue.rt", waiting(queue).size()),
                key("interactionsLongestWaitInQueue.rt", longestWait(queue).toMillis()),
                key("interactionsAvgWaitTime.int-15m", queue.averageWaitSeconds() * 1000),
                key("interactionsAvgWaitTime.int-30m", queue.averageWaitSeconds() * 1000),
                key("availableIdle.rt", agents - busy()),
                key("enabled.rt", agents));
        return Map.of("id", queue.id(), "name", queue.name(), "metrics", keys);
    }

    private static Map<String, Object> key(String name, long value) {
        return Map.of("key", name, "value", value);
    }

    private Reply schedules() {
        var body = Json.object();
        var all = body.putObject("schedules").putArray("schedule");
        settings.get().schedules().forEach(schedule -> {
            var plan = all.addObject()
                    .put("id", Integer.parseInt(schedule.id()))
                    .put("name", schedule.name())
                    .put("time-zone", "UTC");
            var week = plan.putObject("week-days").putArray("week-day");
            schedule.week()
                    .forEach(day -> week.addObject()
                            .put("day", day.day())
                            .putObject("properties")
                            .put("status", 0)
                            .put("start-time", day.start())
                            .put("end-time", day.end()));
        });
        return Reply.json(200, body);
    }

    /** By number or by name. */
    private Reply schedule(Exchange exchange) {
        var id = exchange.pathParameter("id");
        var found = settings.get().schedules().stream()
                .filter(schedule -> schedule.id().equals(id) || schedule.name().equals(id))
                .findFirst()
                .orElseThrow(() -> EightByEightException.notFound("Schedule", id));
        var body = Json.object();
        body.putObject("schedule-status").set("status", found.status());
        return Reply.json(200, body);
    }

    private Reply agent(Exchange exchange) {
        var id = exchange.pathParameter("agent");
        var agent = desk.get().agents().stream()
                .filter(one -> AgentIds.of(one).equals(id))
                .findFirst()
                .orElseThrow(() -> EightByEightException.notFound("Agent", id));
        return basic(exchange, Reply.json(200, Map.of("agent-id", id, "agent-status", 4, "name", agent.name())));
    }

    private EightByEightSettings.Queue find(Exchange exchange) {
        var id = exchange.pathParameter("id");
        return settings.get().queue(id).orElseThrow(() -> EightByEightException.notFound("Queue", id));
    }

    private List<Conversation> waiting(EightByEightSettings.Queue queue) {
        return conversations.all().stream()
                .filter(one -> one.vendor().equals(EightByEightVendor.NAME))
                .filter(one -> one.state() == ConversationState.QUEUED)
                .filter(one -> queue.asWork().equals(one.work().queue()))
                .toList();
    }

    private Duration longestWait(EightByEightSettings.Queue queue) {
        return waiting(queue).stream()
                .map(one -> Duration.between(one.opening().createdAt(), clock.instant()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Agents with at least one open conversation. */
    private long busy() {
        return conversations.all().stream()
                .filter(one -> one.state() == ConversationState.ACTIVE)
                .map(one -> one.work().agent())
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    private void requireToken(Exchange exchange) {
        var header = String.valueOf(exchange.header("Authorization"));
        var until = tokens.get(header.replaceFirst("^Bearer ", ""));
        if (until == null || until < clock.millis()) {
            throw EightByEightException.of(401, ErrorShape.PROXY_FAULT, "invalid_token", "Invalid Access Token");
        }
    }

    private Reply basic(Exchange exchange, Reply reply) {
        if (!credentials(settings.get().tenantId(), settings.get().dataToken())
                .equals(exchange.header("Authorization"))) {
            throw EightByEightException.unauthorized();
        }
        return reply;
    }

    private static String credentials(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
