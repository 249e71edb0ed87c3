package io.visavis.gateway.webhook;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.visavis.gateway.access.WebhookCredentials;
import io.visavis.gateway.access.WebhookVerdict;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.plugin.InstalledProviders;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.plugin.ProviderFault;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderException;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.Verdict;
import io.visavis.spi.WebhookAuthenticator;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who sends a delivery: by the provider's own proof where there is one, else by the credentials we issued. */
@Singleton
final class WebhookSenders {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSenders.class);
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final InstalledProviders installed;
    private final LiveProviders live;
    private final WebhookCredentials credentials;

    WebhookSenders(InstalledProviders installed, LiveProviders live, WebhookCredentials credentials) {
        this.installed = installed;
        this.live = live;
        this.credentials = credentials;
    }

    /** What the check found. */
    sealed interface Sender {
        /** May deliver for this connection. */
        record Known(ConnectionId connection) implements Sender {}

        /** The vendor's test call: this is all the answer. */
        record Answered(int status, String contentType, String body) implements Sender {}

        /** Answered 401. */
        record Unknown(String challenge) implements Sender {}
    }

    /**
     * Judges exactly these headers and bytes.
     *
     * @param path what stands between {@code /api/} and {@code /conversations/events}
     * @throws ProblemException 404 for a path nobody serves, 400, 403 or 503 as the check says
     */
    Sender check(HttpHeaders headers, String path, RawWebhook webhook) {
        Address address = address(path);
        Optional<WebhookAuthenticator> own = Optional.ofNullable(address.connection)
                .flatMap(live::find)
                .filter(provider -> provider.descriptor().id().equals(address.provider.id()))
                .map(LiveProvider::provider)
                .flatMap(provider -> provider.authenticator());
        if (own.isPresent() && address.connection != null) {
            return byProof(own.get(), address.connection, webhook);
        }
        return byCredentials(headers, address);
    }

    private Sender byProof(WebhookAuthenticator authenticator, ConnectionId connection, RawWebhook webhook) {
        Verdict verdict;
        try {
            verdict = authenticator.authenticate(webhook);
        } catch (ProviderException | ProviderFault e) {
            verdict = new Verdict.Undecided(e.toString());
        }
        return switch (verdict) {
            case Verdict.Accepted _ -> new Sender.Known(connection);
            case Verdict.Handshake(int status, String contentType, String body) ->
                new Sender.Answered(status, contentType, body);
            case Verdict.Refused(String reason) -> {
                LOG.warn("A delivery for {} is refused: {}", connection, reason);
                yield new Sender.Unknown("Signature");
            }
            case Verdict.Undecided(String reason) -> {
                LOG.warn("A delivery for {} cannot be checked now: {}", connection, reason);
                throw ProblemException.later(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "sender-not-checked",
                        "The sender cannot be checked now.",
                        COME_BACK);
            }
        };
    }

    private Sender byCredentials(HttpHeaders headers, Address address) {
        return switch (credentials.check(headers, address.provider.id(), address.connection)) {
            case WebhookVerdict.Accepted(var connection) -> new Sender.Known(connection.id());
            case WebhookVerdict.Unauthenticated(String reason) -> {
                LOG.info("A delivery for {} is refused: {}", address.provider.id(), reason);
                yield new Sender.Unknown("Bearer realm=\"webhooks\"");
            }
            case WebhookVerdict.Forbidden(String reason) ->
                throw ProblemException.of(HttpStatus.FORBIDDEN, "forbidden", ProblemAction.NONE, reason);
            case WebhookVerdict.Ambiguous(String reason) ->
                throw ProblemException.of(
                        HttpStatus.BAD_REQUEST, "connection-unclear", ProblemAction.FIX_INPUT, reason);
        };
    }

    private Address address(String path) {
        for (ProviderDescriptor provider : installed.descriptors()) {
            if (path.equals(provider.webhookPath())) {
                return new Address(provider, null);
            }
            String prefix = provider.webhookPath() + "/";
            if (path.startsWith(prefix) && Ids.isPlain(path.substring(prefix.length()))) {
                return new Address(provider, new ConnectionId(path.substring(prefix.length())));
            }
        }
        throw WebhookController.notFound();
    }

    private record Address(
            ProviderDescriptor provider, @Nullable ConnectionId connection) {}
}
