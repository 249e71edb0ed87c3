package io.visavis.eightbyeight.availability;

import io.visavis.eightbyeight.api.Effect;
import io.visavis.eightbyeight.api.HttpCalls;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The host of the tenant's log-in, where older interfaces are asked with a credential of their own (contract 1.3). */
public final class Platform {
    private final HttpCalls http;
    private final URI address;
    private final String credential;

    /**
     * Asks at {@code address}.
     *
     * @param dataRequestToken of the tenant; in Configuration Manager under Integration &gt; API Token
     */
    public Platform(HttpCalls http, URI address, String tenantId, String dataRequestToken) {
        this.http = http;
        this.address = address;
        this.credential = Base64.getEncoder()
                .encodeToString((tenantId + ":" + dataRequestToken).getBytes(StandardCharsets.UTF_8));
    }

    /** Asks for JSON, which it gives on request only. */
    Reply get(String path, String purpose) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Basic " + credential)
                .header("Accept", "application/json")
                .GET()
                .build();
        return http.send(request, purpose, Effect.NONE);
    }

    static Reply checked(Reply reply, String purpose) {
        if (reply.isSuccess()) {
            return reply;
        }
        String message = purpose + ": HTTP " + reply.status();
        throw reply.status() == 401 || reply.status() == 403
                ? new ProviderException(Kind.AUTHENTICATION, message + "; check 'data-request-token'")
                : ProviderException.unavailable(message, null);
    }
}
