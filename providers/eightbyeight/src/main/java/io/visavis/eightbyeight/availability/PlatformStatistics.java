package io.visavis.eightbyeight.availability;

import io.visavis.eightbyeight.api.Effect;
import io.visavis.eightbyeight.api.HttpCalls;
import io.visavis.eightbyeight.api.PathSegment;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Statistics of the tenant's platform, for tenants who have no newer ones: a credential of its own, figures up to ten seconds
 * old (contract 5.2, C).
 */
public final class PlatformStatistics implements QueueSource {
    private static final String PURPOSE = "ask the platform for queue statistics";

    private final HttpCalls http;
    private final URI platform;
    private final String credential;

    /**
     * Asks at {@code platform}.
     *
     * @param dataRequestToken of the tenant; in Configuration Manager under Integration &gt; API Token
     */
    public PlatformStatistics(HttpCalls http, URI platform, String tenantId, String dataRequestToken) {
        this.http = http;
        this.platform = platform;
        this.credential = Base64.getEncoder()
                .encodeToString((tenantId + ":" + dataRequestToken).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<QueueFigures> figures(String queueId) {
        Reply reply = ask("queue/" + PathSegment.of(queueId));
        return reply.status() == 404 ? Optional.empty() : QueueStatistics.figures(checked(reply));
    }

    @Override
    public Map<String, String> names() {
        return QueueStatistics.names(checked(ask("queues")));
    }

    /** Without the ending it would answer in XML. */
    private Reply ask(String what) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform + "/api/rtstats/stats/" + what + ".json"))
                .header("Authorization", "Basic " + credential)
                .header("Accept", "application/json")
                .GET()
                .build();
        return http.send(request, PURPOSE, Effect.NONE);
    }

    private static Reply checked(Reply reply) {
        if (reply.isSuccess()) {
            return reply;
        }
        String message = PURPOSE + ": HTTP " + reply.status();
        throw reply.status() == 401 || reply.status() == 403
                ? new ProviderException(Kind.AUTHENTICATION, message + "; check 'data-request-token'")
                : ProviderException.unavailable(message, null);
    }
}
