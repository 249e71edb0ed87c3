package io.visavis.gateway.access;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.visavis.gateway.access.WebhookVerdict.Accepted;
import io.visavis.gateway.access.WebhookVerdict.Ambiguous;
import io.visavis.gateway.access.WebhookVerdict.Forbidden;
import io.visavis.gateway.access.WebhookVerdict.Unauthenticated;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.Ids;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Webhook credentials as our database has them. A connection takes only the kind it is set to; a credential of another
 * kind does not help, even when it is right.
 */
@Singleton
final class IssuedCredentials implements WebhookCredentials {
    private static final String API_KEY = "X-API-Key";

    private final StoredConnections connections;
    private final ClientTokens tokens;
    private final boolean unauthenticatedAllowed;

    IssuedCredentials(
            StoredConnections connections,
            ClientTokens tokens,
            @Value("${visavis.unsafe.unauthenticated-webhooks:false}") boolean unauthenticatedAllowed) {
        this.connections = connections;
        this.tokens = tokens;
        this.unauthenticatedAllowed = unauthenticatedAllowed;
    }

    @Override
    public WebhookVerdict check(HttpHeaders headers, String providerId, @Nullable ConnectionId named) {
        Optional<String> token = BearerToken.in(headers);
        if (token.isPresent()) {
            return byToken(token.get(), providerId, named);
        }
        Optional<BasicCredentials> basic = BasicCredentials.in(headers);
        if (basic.isPresent()) {
            return byPassword(basic.get(), providerId, named);
        }
        List<String> keys = headers.getAll(API_KEY);
        if (keys.size() == 1) {
            return byApiKey(keys.getFirst(), providerId, named);
        }
        return byNothing(providerId, named);
    }

    private WebhookVerdict byToken(String token, String providerId, @Nullable ConnectionId named) {
        Optional<ClientCaller> found = tokens.caller(token);
        if (found.isEmpty()) {
            return new Unauthenticated("the access token is unknown, expired or withdrawn");
        }
        ClientCaller caller = found.get();
        if (!caller.permissions().contains(Permission.WEBHOOKS)) {
            return new Forbidden("client " + caller.clientId() + " has no permission 'webhooks'");
        }
        List<Connection> allowed = connections.ofApplication(caller.applicationId()).stream()
                .filter(it -> it.providerId().equals(providerId))
                .filter(it -> it.webhookCredential() == WebhookCredential.OAUTH)
                .filter(it ->
                        caller.connectionId() == null || caller.connectionId().equals(it.id()))
                .filter(it -> named == null || named.equals(it.id()))
                .toList();
        return switch (allowed.size()) {
            case 0 -> new Forbidden("client " + caller.clientId() + " has no connection here that takes access tokens");
            case 1 -> new Accepted(allowed.getFirst());
            default ->
                new Ambiguous("client " + caller.clientId()
                        + " may deliver to several connections; bind it to one, or name one in the path");
        };
    }

    private WebhookVerdict byPassword(BasicCredentials sent, String providerId, @Nullable ConnectionId named) {
        return Optional.of(sent.user())
                .filter(Ids::isPlain)
                .map(ConnectionId::new)
                .filter(id -> connections.hasCredential(id, sent.password()))
                .flatMap(connections::find)
                .filter(it -> fits(it, WebhookCredential.BASIC, providerId, named))
                .<WebhookVerdict>map(Accepted::new)
                .orElseGet(() -> new Unauthenticated("the user or the password is wrong"));
    }

    private WebhookVerdict byApiKey(String key, String providerId, @Nullable ConnectionId named) {
        return connections
                .withCredential(key)
                .filter(it -> fits(it, WebhookCredential.API_KEY, providerId, named))
                .<WebhookVerdict>map(Accepted::new)
                .orElseGet(() -> new Unauthenticated("the API key is wrong"));
    }

    private WebhookVerdict byNothing(String providerId, @Nullable ConnectionId named) {
        if (unauthenticatedAllowed && named != null) {
            Optional<Connection> open =
                    connections.find(named).filter(it -> fits(it, WebhookCredential.NONE_UNSAFE, providerId, named));
            if (open.isPresent()) {
                return new Accepted(open.get());
            }
        }
        return new Unauthenticated("no credential was sent", true);
    }

    private static boolean fits(
            Connection connection, WebhookCredential kind, String providerId, @Nullable ConnectionId named) {
        return connection.webhookCredential() == kind
                && connection.providerId().equals(providerId)
                && (named == null || named.equals(connection.id()));
    }
}
