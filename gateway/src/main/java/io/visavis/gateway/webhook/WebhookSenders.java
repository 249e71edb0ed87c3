package io.visavis.gateway.webhook;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.access.WebhookCredentials;
import io.visavis.gateway.access.WebhookVerdict;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.plugin.ProviderFault;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.spi.ProviderException;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.Verdict;
import io.visavis.spi.WebhookAuthenticator;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells who sends a delivery: by the provider's own proof where there is one, else by the credentials we issued. These are
 * good without the provider too; a proof that only it could judge is asked for again until it runs.
 */
@Singleton
final class WebhookSenders {
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    /** A jar that is replaced is back in seconds, one that somebody must mend is not. */
    private static final Duration COME_BACK_WHEN_SERVED = Duration.ofSeconds(30);

    private final WebhookAddresses addresses;
    private final Connections connections;
    private final LiveProviders live;
    private final WebhookCredentials credentials;
    private final UntakenDeliveries untaken;

    WebhookSenders(
            WebhookAddresses addresses,
            Connections connections,
            LiveProviders live,
            WebhookCredentials credentials,
            UntakenDeliveries untaken) {
        this.addresses = addresses;
        this.connections = connections;
        this.live = live;
        this.credentials = credentials;
        this.untaken = untaken;
    }

    /** What the check found. */
    sealed interface Sender {
        /** May deliver for this connection. */
        record Known(ConnectionId connection) implements Sender {}

        /** The vendor's test call: this is all the answer. */
        record Answered(int status, String contentType, String body) implements Sender {}

        /** Answered 401; what is wrong with the proof stands in the log, and is nobody else's business. */
        record Unknown(String challenge, ProblemException problem) implements Sender {}
    }

    /**
     * Judges exactly these headers and bytes.
     *
     * @param path what stands between {@code /api/} and {@code /conversations/events}
     * @throws ProblemException 404 for a path nobody serves, 400, 403 or 503 as the check says
     */
    Sender check(HttpHeaders headers, String path, RawWebhook webhook) {
        WebhookAddress address = addresses.of(path, headers);
        ConnectionId named = address.connection();
        if (named == null) {
            return byCredentials(headers, address, false);
        }
        Optional<LiveProvider> serving =
                live.find(named).filter(provider -> provider.descriptor().id().equals(address.providerId()));
        Optional<WebhookAuthenticator> own =
                serving.flatMap(provider -> provider.provider().authenticator());
        return own.isPresent()
                ? byProof(own.get(), named, webhook)
                : byCredentials(headers, address, serving.isEmpty() && isKnown(named, address.providerId()));
    }

    private boolean isKnown(ConnectionId connection, String providerId) {
        return connections
                .find(connection)
                .filter(it -> it.providerId().equals(providerId))
                .isPresent();
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
                untaken.tell("A delivery for " + connection + " is refused", reason);
                yield new Sender.Unknown(
                        "Signature",
                        ProblemException.of(
                                HttpStatus.UNAUTHORIZED,
                                "sender-unknown",
                                ProblemAction.FIX_INPUT,
                                "The delivery has no signature of the connection's vendor that holds."));
            }
            case Verdict.Undecided(String reason) -> {
                untaken.tell("A delivery for " + connection + " cannot be checked now", reason);
                throw ProblemException.later(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "sender-not-checked",
                        "The sender cannot be checked now.",
                        COME_BACK);
            }
        };
    }

    /** By what we issued; {@code unserved} means that nobody can say now whether there is a proof besides. */
    private Sender byCredentials(HttpHeaders headers, WebhookAddress address, boolean unserved) {
        return switch (credentials.check(headers, address.providerId(), address.connection())) {
            case WebhookVerdict.Accepted(var connection) -> new Sender.Known(connection.id());
            case WebhookVerdict.Unauthenticated refused
            when unserved && refused.nothingShown() -> {
                untaken.tell(
                        "A delivery for " + address.connection() + " cannot be checked", "its provider does not run");
                throw ProblemException.later(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "connection-not-served",
                        "The provider of this connection does not run now, so nobody can check the sender; send it again later.",
                        COME_BACK_WHEN_SERVED);
            }
            case WebhookVerdict.Unauthenticated refused -> {
                untaken.tell("A delivery for " + address.providerId() + " is refused", refused.reason());
                yield new Sender.Unknown(
                        "Bearer realm=\"webhooks\"",
                        ProblemException.of(
                                HttpStatus.UNAUTHORIZED,
                                "sender-unknown",
                                ProblemAction.REFRESH_TOKEN,
                                "The delivery shows no credential that holds: send an access token from"
                                        + " /security/oauth/token, or what else the connection takes."));
            }
            case WebhookVerdict.Forbidden(String reason) ->
                throw ProblemException.of(HttpStatus.FORBIDDEN, "forbidden", ProblemAction.NONE, reason);
            case WebhookVerdict.Ambiguous(String reason) ->
                throw ProblemException.of(
                        HttpStatus.BAD_REQUEST, "connection-unclear", ProblemAction.FIX_INPUT, reason);
        };
    }
}
