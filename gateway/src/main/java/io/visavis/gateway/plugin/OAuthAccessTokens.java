package io.visavis.gateway.plugin;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.security.oauth2.endpoint.token.request.TokenEndpointClient;
import io.micronaut.security.oauth2.endpoint.token.request.context.ClientCredentialsTokenRequestContext;
import io.micronaut.security.oauth2.endpoint.token.response.TokenResponse;
import io.visavis.spi.AccessToken;
import io.visavis.spi.AccessTokenSource;
import io.visavis.spi.AccessTokens;
import io.visavis.spi.ClientCredentials;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Outbound tokens by micronaut-security-oauth2's token client, for clients that are rows and not configuration. */
final class OAuthAccessTokens implements AccessTokens {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    /** RFC 6749 5.1 leaves {@code expires_in} optional; short enough to recover, long enough not to hammer. */
    private static final int UNSTATED_LIFE_SECONDS = 300;

    private final TokenEndpointClient client;
    private final Clock clock;
    private final Duration deadline;

    OAuthAccessTokens(TokenEndpointClient client, Clock clock) {
        this(client, clock, DEADLINE);
    }

    /** With another time after which an endpoint is given up on. */
    OAuthAccessTokens(TokenEndpointClient client, Clock clock, Duration deadline) {
        this.client = client;
        this.clock = clock;
        this.deadline = deadline;
    }

    @Override
    public AccessTokenSource clientCredentials(ClientCredentials credentials) {
        OutboundClient outbound = new OutboundClient(credentials);
        return cached(() -> fetch(outbound));
    }

    @Override
    public AccessTokenSource cached(TokenFetcher fetcher) {
        return new RenewingTokenSource(fetcher, clock);
    }

    private AccessToken fetch(OutboundClient outbound) {
        TokenResponse answer;
        try {
            answer = Mono.from(client.sendRequest(new ClientCredentialsTokenRequestContext(
                            outbound.scope(), outbound.getTokenEndpoint(), outbound)))
                    .block(deadline);
        } catch (HttpClientResponseException e) {
            throw refused(outbound, e);
        } catch (RuntimeException e) {
            throw new ProviderException(
                    Kind.UNAVAILABLE, "the token endpoint " + outbound.host() + " gave no token: " + e.getMessage(), e);
        }
        if (answer == null
                || answer.getAccessToken() == null
                || answer.getAccessToken().isBlank()) {
            throw new ProviderException(
                    Kind.UNAVAILABLE, "the token endpoint " + outbound.host() + " answered without an access_token");
        }
        Integer life = answer.getExpiresIn();
        int seconds = life == null || life <= 0 ? UNSTATED_LIFE_SECONDS : life;
        String scope = answer.getScope();
        return new AccessToken(
                answer.getAccessToken(),
                clock.instant().plusSeconds(seconds),
                scope == null || scope.isBlank()
                        ? Set.of()
                        : Set.of(scope.strip().split("\\s+")));
    }

    private static ProviderException refused(OutboundClient outbound, HttpClientResponseException e) {
        HttpStatus status = e.getStatus();
        String message = "the token endpoint " + outbound.host() + " answered " + status.getCode();
        if (status == HttpStatus.TOO_MANY_REQUESTS) {
            return ProviderException.rateLimited(message, null);
        }
        if (status.getCode() < 300) {
            return new ProviderException(Kind.UNAVAILABLE, message + " with something that is no token", e);
        }
        return new ProviderException(
                status.getCode() >= 500 ? Kind.UNAVAILABLE : Kind.AUTHENTICATION,
                status.getCode() >= 500 ? message : message + "; check client id and secret",
                e);
    }
}
