package io.visavis.eightbyeight.availability;

import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.PathSegment;
import io.visavis.eightbyeight.api.Reply;
import java.util.Map;
import java.util.Optional;

/** Contact-centre statistics by API key (contract 5.2, B). */
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
        return QueueStatistics.figures(reply);
    }

    @Override
    public Map<String, String> names() {
        return QueueStatistics.names(api.callOrThrow(ApiRequest.get(BASE + "/queues", PURPOSE)));
    }
}
