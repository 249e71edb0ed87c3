package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.conversation.Agent;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Handler;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.settings.Setting;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Realtime metrics of Analytics for Contact Center, version 5 (contract 5.2, A), in each region. Times are milliseconds, as
 * assumed there; a metric nobody knows is left out; {@code timezone} and {@code includeTotals} are taken and change nothing.
 */
final class AnalyticsApi {

    private static final int USUAL_SIZE = 100;
    private static final int LARGEST_SIZE = 1000;

    private final TokensApi tokens;
    private final Figures figures;
    private final Setting<EightByEightSettings> settings;

    AnalyticsApi(TokensApi tokens, Figures figures, Setting<EightByEightSettings> settings) {
        this.tokens = tokens;
        this.figures = figures;
        this.settings = settings;
    }

    /** What is said about a queue or an agent. */
    private record Described(String id, String name, Map<String, Long> metrics) {}

    void addTo(Routes routes) {
        for (var region : List.of("", "/eu", "/au", "/ca")) {
            var base = region + "/analytics/cc/v5/realtime-metrics/queues";
            routes.get(base, checked(this::queues))
                    .get(base + "/{queue}", checked(exchange -> one(exchange, queue(find(exchange)))))
                    .get(base + "/{queue}/agents", checked(this::agents))
                    .get(base + "/{queue}/agents/{agent}", checked(this::agent));
        }
    }

    /** Its refusals are a message alone, unless the settings want another shape. */
    private Handler checked(Handler handler) {
        return exchange -> {
            tokens.require(exchange);
            try {
                requireTenant(exchange);
                return handler.handle(exchange);
            } catch (IllegalArgumentException e) {
                var text = "Bad request: " + e.getMessage();
                var forced = settings.get().errorShape();
                return forced == null
                        ? Reply.json(400, Map.of("message", text))
                        : EightByEightException.invalid("bad_request", text).reply(forced);
            }
        };
    }

    /** The header is needed by customers with several tenants. */
    private void requireTenant(Exchange exchange) {
        var tenant = exchange.header("X-Tenant-Info");
        var current = settings.get();
        if (tenant == null ? current.requireTenant() : !tenant.equals(current.tenantId())) {
            throw new IllegalArgumentException("header X-Tenant-Info must name a tenant of the customer");
        }
    }

    private Reply queues(Exchange exchange) {
        var wanted = values(exchange, "queue-ids");
        for (var id : wanted) {
            queueOf(id);
        }
        return page(
                exchange,
                settings.get().queues().stream()
                        .filter(queue -> wanted.isEmpty() || wanted.contains(queue.id()))
                        .map(this::queue)
                        .toList());
    }

    private Reply agents(Exchange exchange) {
        var queue = find(exchange);
        return page(
                exchange,
                figures.agents().stream().map(agent -> agent(queue, agent)).toList());
    }

    private Reply agent(Exchange exchange) {
        var id = exchange.pathParameter("agent");
        var agent = figures.agent(id).orElseThrow(() -> new IllegalArgumentException("unknown agent " + id));
        return one(exchange, agent(find(exchange), agent));
    }

    private Described queue(EightByEightSettings.Queue queue) {
        long agents = figures.agents().size();
        long busy = figures.busy().size();
        var quarter = figures.lastMinutes(queue, 15);
        var half = figures.lastMinutes(queue, 30);
        var metrics = new LinkedHashMap<String, Long>();
        metrics.put("interactionsWaitInQueue.rt", figures.waiting(queue));
        metrics.put(
                "interactionsLongestWaitInQueue.rt", figures.longestWait(queue).toMillis());
        for (var time : List.of("int-15m", "int-30m", "today")) {
            metrics.put("interactionsAvgWaitTime." + time, queue.averageWaitSeconds() * 1000);
        }
        metrics.put("availableIdle.rt", agents - busy);
        metrics.put("eligible.rt", agents);
        metrics.put("enabled.rt", agents);
        metrics.put("busy.rt", busy);
        metrics.put("busyOther.rt", 0L);
        metrics.put("offering.rt", 0L);
        metrics.put("handling.rt", figures.handled(queue));
        metrics.put("wrapUp.rt", 0L);
        metrics.put("onBreak.rt", 0L);
        metrics.put("workingOffline.rt", 0L);
        metrics.put("newInQueue.int-15m", quarter.queued());
        metrics.put("abandoned.int-30m", half.abandoned());
        metrics.put("slaPercentage.int-30m", 100L);
        return new Described(queue.id(), queue.name(), metrics);
    }

    private Described agent(EightByEightSettings.Queue queue, Agent agent) {
        var metrics = new LinkedHashMap<String, Long>();
        boolean busy = figures.busy().contains(agent);
        metrics.put("availableIdle.rt", busy ? 0L : 1L);
        metrics.put("busy.rt", busy ? 1L : 0L);
        metrics.put("handling.rt", figures.handledBy(queue, agent));
        return new Described(AgentIds.of(agent), agent.name(), metrics);
    }

    private Reply one(Exchange exchange, Described described) {
        return Reply.json(200, tree(exchange, described));
    }

    private Reply page(Exchange exchange, List<Described> all) {
        int number = number(exchange, "page", 0, Integer.MAX_VALUE);
        int size = number(exchange, "size", USUAL_SIZE, LARGEST_SIZE);
        if (size == 0) {
            throw new IllegalArgumentException("size must be 1 to " + LARGEST_SIZE);
        }
        var shown = all.stream()
                .skip((long) number * size)
                .limit(size)
                .map(one -> tree(exchange, one))
                .toList();
        return Reply.json(200, shown)
                .withHeader("X-Page", Integer.toString(number))
                .withHeader("X-Page-Size", Integer.toString(size))
                .withHeader("X-Total-Pages", Integer.toString((all.size() + size - 1) / size))
                .withHeader("X-Total-Elements", Integer.toString(all.size()));
    }

    private static Map<String, Object> tree(Exchange exchange, Described described) {
        var wanted = values(exchange, "metrics");
        var tree = new LinkedHashMap<String, Object>();
        tree.put("id", described.id());
        tree.put("name", described.name());
        var metrics = new ArrayList<Object>();
        if (!"true".equals(exchange.queryParameter("summary"))) {
            described.metrics().forEach((key, value) -> {
                if (wanted.isEmpty() || wanted.contains(key)) {
                    metrics.add(Json.object().put("key", key).put("value", value));
                }
            });
        }
        tree.put("metrics", metrics);
        return tree;
    }

    private EightByEightSettings.Queue find(Exchange exchange) {
        return queueOf(exchange.pathParameter("queue"));
    }

    private EightByEightSettings.Queue queueOf(String id) {
        return settings.get().queue(id).orElseThrow(() -> new IllegalArgumentException("unknown queue " + id));
    }

    private static int number(Exchange exchange, String name, int usual, int most) {
        var text = exchange.queryParameter(name);
        if (text == null) {
            return usual;
        }
        if (text.matches("[0-9]{1,6}") && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(name + " must be a number, " + most + " at most");
    }

    /** Given once with commas, or several times. */
    private static List<String> values(Exchange exchange, String name) {
        var values = new ArrayList<String>();
        for (var pair : exchange.queryString().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                var value = URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                values.addAll(List.of(value.split(",", -1)));
            }
        }
        return values;
    }
}
