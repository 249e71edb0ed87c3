package io.visavis.eightbyeight.api;

import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * One HTTP exchange with a deadline over all of it and a cap on the answer's size; whatever goes wrong on the line becomes a
 * {@link ProviderException} that says whether the request may have arrived. Thread-safe; blocks; an interrupt cancels
 * the exchange.
 */
public final class HttpCalls {
    /** No answer of 8x8's APIs comes near; more is a mistake or an attack. */
    static final int LARGEST_REPLY = 1 << 20;

    private final HttpClient client;
    private final Duration deadline;

    /**
     * Borrows a client that follows no redirects.
     *
     * @param deadline for one API call from the first byte sent to the last byte received
     */
    public HttpCalls(HttpClient client, Duration deadline) {
        this.client = client;
        this.deadline = deadline;
    }

    /** Sends, and reads the whole answer. Any status is an answer. */
    public Reply send(HttpRequest request, String purpose, Effect effect) {
        return send(request, deadline, purpose, effect);
    }

    /** As {@link #send(HttpRequest, String, Effect)}, given up after {@code limit}. */
    public Reply send(HttpRequest request, Duration limit, String purpose, Effect effect) {
        BodyHandler<byte[]> capped = BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_REPLY);
        return Reply.of(exchange(request, capped, limit, purpose, effect));
    }

    /** Sends; the deadline covers what the handler waits for, which for a stream is only the answer's beginning. */
    public <T> HttpResponse<T> exchange(
            HttpRequest request, BodyHandler<T> handler, Duration limit, String purpose, Effect effect) {
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw lost(effect, purpose + ": no complete answer within " + limit, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw lost(effect, purpose + ": cancelled", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (neverArrived(cause)) {
                String host = request.uri().getHost();
                throw new ProviderException(
                        Kind.UNAVAILABLE, purpose + ": " + host + " cannot be reached: " + named(cause), cause);
            }
            throw lost(effect, purpose + ": the connection broke: " + named(cause), cause);
        }
    }

    public Duration deadline() {
        return deadline;
    }

    private static ProviderException lost(Effect effect, String message, Throwable cause) {
        Kind kind = effect == Effect.LASTING ? Kind.UNCERTAIN : Kind.UNAVAILABLE;
        return new ProviderException(kind, message, cause);
    }

    private static boolean neverArrived(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof SSLHandshakeException;
    }

    /** The kind of failure only: a message could quote a signed address. */
    private static String named(Throwable cause) {
        return cause.getClass().getSimpleName();
    }
}
