package io.visavis.eightbyeight.availability;

import io.visavis.eightbyeight.api.Effect;
import io.visavis.eightbyeight.api.HttpCalls;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.AccessToken;
import io.visavis.spi.AccessTokens;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

/**
 * Fetches a token by key and secret. The answer is no ordinary one: type {@code BearerToken}, seconds as text, errors of its
 * own form (contract 1.2).
 */
public final class KeyTokens implements AccessTokens.TokenFetcher {
    private static final String PURPOSE = "fetch token";
    private static final Duration UNKNOWN_LIFE = Duration.ofSeconds(60);

    private final HttpCalls http;
    private final URI tokenUrl;
    private final String credential;
    private final Clock clock;

    public KeyTokens(HttpCalls http, URI tokenUrl, String key, String secret, Clock clock) {
        this.http = http;
        this.tokenUrl = tokenUrl;
        this.credential = Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    @Override
    public AccessToken fetch() {
        HttpRequest request = HttpRequest.newBuilder(tokenUrl)
                .header("Authorization", "Basic " + credential)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        Reply reply = http.send(request, PURPOSE, Effect.NONE);
        if (reply.status() / 100 == 4) {
            throw new ProviderException(
                    Kind.AUTHENTICATION, PURPOSE + ": HTTP " + reply.status() + "; check 'api-key' and 'api-secret'");
        }
        if (!reply.isSuccess()) {
            throw ProviderException.unavailable(PURPOSE + ": HTTP " + reply.status(), null);
        }
        String token = reply.require("access_token", PURPOSE, Kind.UNAVAILABLE);
        return new AccessToken(token, clock.instant().plus(life(reply)), Set.of());
    }

    private static Duration life(Reply reply) {
        try {
            long seconds = reply.text("expires_in").map(Long::parseLong).orElse(0L);
            return seconds > 0 && seconds < Integer.MAX_VALUE ? Duration.ofSeconds(seconds) : UNKNOWN_LIFE;
        } catch (NumberFormatException e) {
            return UNKNOWN_LIFE;
        }
    }
}
