package io.visavis.eightbyeight.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.visavis.spi.ProviderException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;

/** 8x8's REST interfaces of one account: key, tenant, rate limit. One attempt each. Thread-safe; blocks. */
public final class EightByEightApi {
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private final Account account;
    private final HttpCalls http;
    private final RequestLimiter limiter;
    private final Clock clock;

    public EightByEightApi(Account account, HttpCalls http, RequestLimiter limiter, Clock clock) {
        this.account = account;
        this.http = http;
        this.limiter = limiter;
        this.clock = clock;
    }

    /**
     * Makes the call and gives whatever answer comes.
     *
     * @throws ProviderException when there is no answer
     */
    public Reply call(ApiRequest request) {
        return call(request, http.deadline());
    }

    /** As {@link #call(ApiRequest)}, given up after {@code limit}. */
    public Reply call(ApiRequest request, Duration limit) {
        limiter.acquire();
        HttpRequest.Builder builder = account.request(request.path()).method(request.method(), body(request));
        if (request.body() != null) {
            builder.header("Content-Type", "application/json");
        }
        return http.send(builder.build(), limit, request.purpose(), request.effect());
    }

    /**
     * Makes the call.
     *
     * @throws ProviderException also when the answer is not 2xx
     */
    public Reply callOrThrow(ApiRequest request) {
        Reply reply = call(request);
        if (!reply.isSuccess()) {
            throw refusal(reply, request.purpose());
        }
        return reply;
    }

    /** Sends a body of another kind than JSON; nobody sees it before a later command names it. */
    public Reply upload(String path, String contentType, BodyPublisher content, Duration limit, String purpose) {
        limiter.acquire();
        HttpRequest request = account.request(path)
                .header("Content-Type", contentType)
                .POST(content)
                .build();
        return http.send(request, limit, purpose, Effect.NONE);
    }

    /** Opens an answer to be read piece by piece, whatever its status; the caller closes it. */
    public HttpResponse<InputStream> open(String path, String purpose) {
        limiter.acquire();
        HttpRequest request = account.request(path).GET().build();
        return http.exchange(request, BodyHandlers.ofInputStream(), http.deadline(), purpose, Effect.NONE);
    }

    public ProviderException refusal(Reply reply, String purpose) {
        return Refusals.of(reply, purpose, clock);
    }

    public ProviderException refusal(int status, String purpose) {
        return Refusals.of(Reply.bare(status), purpose, clock);
    }

    public Duration deadline() {
        return http.deadline();
    }

    private static BodyPublisher body(ApiRequest request) {
        return request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes(request.body()));
    }

    /** A record of ours as the bytes 8x8 gets. */
    public static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own records can be written as JSON", e);
        }
    }
}
