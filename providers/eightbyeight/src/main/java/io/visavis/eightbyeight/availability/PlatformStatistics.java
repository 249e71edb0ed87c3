package io.visavis.eightbyeight.availability;

import io.visavis.eightbyeight.api.PathSegment;
import io.visavis.eightbyeight.api.Reply;
import java.util.Map;
import java.util.Optional;

/** Statistics of the tenant's platform, for tenants who have no newer ones; up to ten seconds old (contract 5.2, C). */
public final class PlatformStatistics implements QueueSource {
    private static final String PURPOSE = "ask the platform for queue statistics";

    private final Platform platform;

    public PlatformStatistics(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Optional<QueueFigures> figures(String queueId) {
        Reply reply = ask("queue/" + PathSegment.of(queueId));
        return reply.status() == 404 ? Optional.empty() : QueueStatistics.figures(Platform.checked(reply, PURPOSE));
    }

    @Override
    public Map<String, String> names() {
        return QueueStatistics.names(Platform.checked(ask("queues"), PURPOSE));
    }

    /** Without the ending it would answer in XML. */
    private Reply ask(String what) {
        return platform.get("/api/rtstats/stats/" + what + ".json", PURPOSE);
    }
}
