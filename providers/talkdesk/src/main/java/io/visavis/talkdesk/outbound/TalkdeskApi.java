package io.visavis.talkdesk.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.visavis.spi.AccessToken;
import io.visavis.spi.AccessTokenSource;
import io.visavis.spi.ProviderException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;

/**
 * Talkdesk's REST APIs of one account: bearer token, rate limit, one repeat with a fresh token after a 401. Thread-safe;
 * blocks.
 */
public final class TalkdeskApi {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private final URI baseUrl;
    private final HttpCalls http;
    private final AccessTokenSource tokens;
    private final GrantedScopes scopes;
    private final RequestLimiter limiter;
    private final Clock clock;

    /** Talks to {@code baseUrl}, which has no trailing slash; tells {@code scopes} what each token may do. */
    public TalkdeskApi(
            URI baseUrl,
            HttpCalls http,
            AccessTokenSource tokens,
            GrantedScopes scopes,
            RequestLimiter limiter,
            Clock clock) {
        this.baseUrl = baseUrl;
        this.http = http;
        this.tokens = tokens;
        this.scopes = scopes;
        this.limiter = limiter;
        this.clock = clock;
    }

    /**
     * Makes the call and gives whatever answer comes.
     *
     * @throws ProviderException when there is no answer, or no token for asking
     */
    Reply call(ApiRequest request) {
        AccessToken token = token();
        Reply reply = send(request, token);
        if (reply.status() != 401) {
            return reply;
        }
        tokens.reject(token);
        return send(request, token());
    }

    /**
     * Makes the call.
     *
     * @throws ProviderException also when the answer is not 2xx
     */
    Reply callOrThrow(ApiRequest request) {
        Reply reply = call(request);
        if (!reply.isSuccess()) {
            throw refusal(reply, request.purpose());
        }
        return reply;
    }

    ProviderException refusal(Reply reply, String purpose) {
        return Refusals.of(reply, purpose, clock);
    }

    /** A current token, whose scopes are remembered. */
    AccessToken token() {
        AccessToken token = tokens.token();
        scopes.learn(token);
        return token;
    }

    private Reply send(ApiRequest request, AccessToken token) {
        limiter.acquire();
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create(baseUrl + request.path()))
                .header("Authorization", "Bearer " + token.value())
                .header("Accept", "application/json")
                .method(request.method(), body(request));
        if (request.body() != null) {
            http.header("Content-Type", "application/json");
        }
        if (request.idempotencyKey() != null) {
            http.header("x-idempotency-key", request.idempotencyKey());
        }
        return this.http.send(http.build(), request.purpose(), request.effect());
    }

    private static BodyPublisher body(ApiRequest request) {
        if (request.body() == null) {
            return BodyPublishers.noBody();
        }
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own records can be written as JSON", e);
        }
    }
}
