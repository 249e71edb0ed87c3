package io.visavis.eightbyeight.outbound;

import io.visavis.eightbyeight.api.Effect;
import io.visavis.eightbyeight.api.HttpCalls;
import io.visavis.eightbyeight.api.PathSegment;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.AgentDirectory;
import io.visavis.spi.ProviderException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Names from the agent status interface of the tenant's platform, which wants a token of its own (contract 5.3). */
public final class AgentStatusNames implements AgentDirectory {
    private final HttpCalls http;
    private final URI platform;
    private final String tenantId;
    private final String credential;

    /**
     * Asks at {@code platform}.
     *
     * @param actionRequestToken of the tenant; in Configuration Manager under Integration &gt; API Token
     */
    public AgentStatusNames(HttpCalls http, URI platform, String tenantId, String actionRequestToken) {
        this.http = http;
        this.platform = platform;
        this.tenantId = tenantId;
        this.credential = Base64.getEncoder()
                .encodeToString((tenantId + ":" + actionRequestToken).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> nameOf(String agentId) {
        String path = "/api/v1/tenants/" + PathSegment.of(tenantId) + "/agentstatus/agents/" + PathSegment.of(agentId);
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform + path))
                .header("Authorization", "Basic " + credential)
                .header("Accept", "application/json")
                .GET()
                .build();
        Reply reply = http.send(request, "look up agent", Effect.NONE);
        if (reply.status() == 404) {
            return Optional.empty();
        }
        if (!reply.isSuccess()) {
            throw ProviderException.unavailable("look up agent: HTTP " + reply.status(), null);
        }
        return reply.text("name").map(String::strip);
    }
}
