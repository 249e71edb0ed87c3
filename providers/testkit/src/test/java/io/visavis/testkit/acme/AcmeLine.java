package io.visavis.testkit.acme;

import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls to Acme's service; its methods are there to be overridden by who breaks them. */
public class AcmeLine {
    private final HttpClient client;
    private final URI address;
    private final String key;
    private final Duration patience;

    public AcmeLine(HttpClient client, URI address, String key, Duration patience) {
        this.client = client;
        this.address = address;
        this.key = key;
        this.patience = patience;
    }

    /** An answer of any status, or an exception for none. */
    public <T> HttpResponse<T> call(
            String method, String path, @Nullable String idempotencyKey, BodyPublisher body, BodyHandler<T> handler) {
        return call(patience, method, path, idempotencyKey, body, handler);
    }

    /** With another patience than the setting's. */
    public <T> HttpResponse<T> call(
            Duration limit,
            String method,
            String path,
            @Nullable String idempotencyKey,
            BodyPublisher body,
            BodyHandler<T> handler) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(limit)
                .header("X-Api-Key", key)
                .method(method, body);
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        try {
            return client.send(request.build(), handler);
        } catch (ConnectException e) {
            throw new ProviderException(Kind.UNAVAILABLE, "Acme cannot be reached", e);
        } catch (IOException e) {
            throw new ProviderException(Kind.UNCERTAIN, "Acme gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(Kind.UNCERTAIN, "cancelled", e);
        }
    }

    /** Why an answer is no success. */
    public ProviderException refusal(HttpResponse<?> answer) {
        String message = "Acme answered " + answer.statusCode();
        return switch (answer.statusCode()) {
            case 401, 403 -> new ProviderException(Kind.AUTHENTICATION, message);
            case 404, 410 -> new ProviderException(Kind.CONVERSATION_OVER, message);
            case 429 ->
                ProviderException.rateLimited(
                        message,
                        answer.headers()
                                .firstValue("Retry-After")
                                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                                .orElse(null));
            case 503 -> new ProviderException(Kind.UNAVAILABLE, message);
            default -> new ProviderException(Kind.REJECTED, message);
        };
    }
}
