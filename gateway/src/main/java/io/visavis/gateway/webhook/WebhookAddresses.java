package io.visavis.gateway.webhook;

import io.micronaut.http.HttpHeaders;
import io.visavis.gateway.access.Connection;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.access.WebhookCredentials;
import io.visavis.gateway.access.WebhookVerdict;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.plugin.Absence;
import io.visavis.gateway.plugin.InstalledProviders;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.spi.ProviderDescriptor;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * Reads for whom a delivery is: by the paths that the installed providers declare. A jar that is away has taken its path
 * along; then the connection says it, which the path or one of our credentials names.
 */
@Singleton
final class WebhookAddresses {
    private final InstalledProviders installed;
    private final Connections connections;
    private final LiveProviders live;
    private final WebhookCredentials credentials;

    WebhookAddresses(
            InstalledProviders installed, Connections connections, LiveProviders live, WebhookCredentials credentials) {
        this.installed = installed;
        this.connections = connections;
        this.live = live;
        this.credentials = credentials;
    }

    /**
     * For whom it is.
     *
     * @param path what stands between {@code /api/} and {@code /conversations/events}
     * @throws ProblemException 404 when it is for nobody here
     */
    WebhookAddress of(String path, HttpHeaders headers) {
        for (ProviderDescriptor provider : installed.descriptors()) {
            if (path.equals(provider.webhookPath())) {
                return new WebhookAddress(provider.id(), null);
            }
            String prefix = provider.webhookPath() + "/";
            if (path.startsWith(prefix) && Ids.isPlain(path.substring(prefix.length()))) {
                return new WebhookAddress(provider.id(), new ConnectionId(path.substring(prefix.length())));
            }
        }
        return named(path)
                .or(() -> proven(headers))
                .map(connection -> new WebhookAddress(connection.providerId(), connection.id()))
                .orElseThrow(WebhookController::notFound);
    }

    private Optional<Connection> named(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (!path.contains("/") || !Ids.isPlain(last)) {
            return Optional.empty();
        }
        return connections
                .find(new ConnectionId(last))
                .filter(connection ->
                        installed.descriptor(connection.providerId()).isEmpty());
    }

    /** By a credential that is right; a wrong one earns no other answer than none. */
    private Optional<Connection> proven(HttpHeaders headers) {
        return live.unserved().entrySet().stream()
                .filter(unserved -> unserved.getValue().reason() == Absence.Reason.NOT_INSTALLED)
                .map(Map.Entry::getKey)
                .flatMap(id -> connections.find(id).stream())
                .map(Connection::providerId)
                .distinct()
                .map(providerId -> credentials.check(headers, providerId, null))
                .filter(WebhookVerdict.Accepted.class::isInstance)
                .map(WebhookVerdict.Accepted.class::cast)
                .findFirst()
                .map(WebhookVerdict.Accepted::connection);
    }
}
