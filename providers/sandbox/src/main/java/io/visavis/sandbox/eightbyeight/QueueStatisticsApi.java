package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.conversation.Agent;
import io.visavis.sandbox.eightbyeight.Figures.Period;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.settings.Setting;
import java.util.function.Supplier;

/**
 * Statistics by key and, older, those of the platform, with members in common (contract 5.2, B and C), and the platform's
 * agent status (5.3). Times are seconds. The platform's come from no cache here: they are of now.
 */
final class QueueStatisticsApi {

    private static final String PLATFORM = "/api/rtstats/stats";
    private static final int AVAILABLE = 4;
    private static final int HANDLING = 7;

    private final Figures figures;
    private final Setting<EightByEightSettings> settings;

    QueueStatisticsApi(Figures figures, Setting<EightByEightSettings> settings) {
        this.figures = figures;
        this.settings = settings;
    }

    void addTo(Routes routes) {
        Supplier<EightByEightSettings> now = settings::get;
        routes.get("/cc/v1/stats/rt/queues", _ -> Reply.json(200, queues()))
                .get("/cc/v1/stats/rt/queue/{id}", exchange -> Reply.json(200, queue(id(exchange))))
                .get(PLATFORM + "/queues.json", Credentials.platform(now, false, _ -> Reply.json(200, queues())))
                .get(PLATFORM + "/queues", Credentials.platform(now, false, _ -> Xml.reply("queues", queues())))
                .get(PLATFORM + "/agents.json", Credentials.platform(now, false, _ -> Reply.json(200, agents())))
                .get(PLATFORM + "/agents", Credentials.platform(now, false, _ -> Xml.reply("agents", agents())))
                .get(
                        PLATFORM + "/queue/{id}.json",
                        Credentials.platform(now, false, exchange -> Reply.json(200, queue(id(exchange)))))
                .get(
                        PLATFORM + "/queue/{id}",
                        Credentials.platform(
                                now,
                                false,
                                exchange ->
                                        Xml.reply("queue", queue(id(exchange)).path("queue"))))
                .get(
                        "/api/v1/tenants/{tenant}/agentstatus/agents/{agent}",
                        Credentials.platform(now, true, this::agent));
    }

    private static String id(Exchange exchange) {
        return exchange.pathParameter("id");
    }

    private ObjectNode queues() {
        var body = Json.object();
        var all = body.putArray("queue");
        settings.get().queues().forEach(queue -> all.add(counts(queue)));
        return body;
    }

    private ObjectNode queue(String id) {
        var queue = settings.get().queue(id).orElseThrow(() -> EightByEightException.notFound("Queue", id));
        var body = Json.object();
        body.set("queue", counts(queue));
        return body;
    }

    private ObjectNode counts(EightByEightSettings.Queue queue) {
        int agents = figures.agents().size();
        int busy = figures.busy().size();
        var counts = Json.object()
                .put("queue-id", Integer.parseInt(queue.id()))
                .put("queue-name", queue.name())
                .put("queue-type", "inbound")
                .put("media-type", "chat")
                .put("queue-size", figures.waiting(queue))
                .put("longest-wait-time", figures.longestWait(queue).toSeconds())
                .put("number-in-progress", figures.handled(queue))
                .put("number-in-offered", 0)
                .put("assigned-agent-count", agents)
                .put("enabled-agent-count", agents)
                .put("agent-count-waitTransact", agents - busy)
                .put("agent-count-busy", busy)
                .put("agent-count-postProcess", 0)
                .put("agent-count-onBreak", 0)
                .put("agent-count-workOffline", 0)
                .put("agent-count-loggedOut", 0);
        add(counts, "thirty-min-", queue, figures.lastMinutes(queue, 30));
        counts.put("thirty-min-longest-wait-time", queue.averageWaitSeconds());
        add(counts, "day-", queue, figures.today(queue));
        return counts.put("sla-activity", 100).put("sla-target", 80);
    }

    private static void add(ObjectNode counts, String when, EightByEightSettings.Queue queue, Period period) {
        counts.put(when + "queued", period.queued())
                .put(when + "accepted", period.accepted())
                .put(when + "abandoned", period.abandoned())
                .put(when + "avg-wait-time", queue.averageWaitSeconds())
                .put(when + "avg-duration", period.averageTalk().toSeconds())
                .put(when + "sla-activity", 100);
    }

    /** Which members these have is not printed: those of the agent status. */
    private ObjectNode agents() {
        var body = Json.object();
        body.set("agent", Json.tree(figures.agents().stream().map(this::status).toList()));
        return body;
    }

    private Reply agent(Exchange exchange) {
        var tenant = exchange.pathParameter("tenant");
        var id = exchange.pathParameter("agent");
        if (!tenant.equals(settings.get().tenantId())) {
            throw EightByEightException.notFound("Tenant", tenant);
        }
        return Reply.json(
                200, status(figures.agent(id).orElseThrow(() -> EightByEightException.notFound("Agent", id))));
    }

    private ObjectNode status(Agent agent) {
        return Json.object()
                .put("agent-id", AgentIds.of(agent))
                .put("agent-status", figures.busy().contains(agent) ? HANDLING : AVAILABLE)
                .put("name", agent.name());
    }
}
