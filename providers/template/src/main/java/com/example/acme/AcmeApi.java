package com.example.acme;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls to Acme's API, and what its refusals mean. One call is one attempt: the gateway repeats. Thread-safe. */
final class AcmeApi {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final URI address;
    private final String key;
    private final Duration timeout;

    private AcmeApi(HttpClient client, URI address, String key, Duration timeout) {
        this.client = client;
        this.address = address;
        this.key = key;
        this.timeout = timeout;
    }

    static AcmeApi of(ConnectionSettings settings, HttpClient client) {
        URI address = settings.uri(AcmeFactory.ADDRESS)
                .orElseThrow(() -> new IllegalArgumentException("setting 'address' is missing"));
        Duration timeout = settings.duration(AcmeFactory.REQUEST_TIMEOUT, DEFAULT_TIMEOUT);
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("setting 'request-timeout' must be longer than nothing");
        }
        return new AcmeApi(client, address, settings.require(AcmeFactory.API_KEY), timeout);
    }

    JsonObject get(String path) {
        return call(request(path).GET());
    }

    /** The idempotency key is the same at every attempt, so Acme drops repeats. */
    JsonObject post(String path, String idempotencyKey, JsonObject body) {
        return call(request(path)
                .header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonWriter.string(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + key);
    }

    private JsonObject call(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            return answer.statusCode() / 100 == 2 ? object(answer) : refused(answer);
        } catch (ConnectException e) {
            throw new ProviderException(Kind.UNAVAILABLE, "cannot be reached", e);
        } catch (IOException e) {
            throw new ProviderException(Kind.UNCERTAIN, "gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(Kind.UNCERTAIN, "the call was cancelled", e);
        }
    }

    /** A success that is not Acme's is a proxy's or a portal's page: nobody knows what has arrived. */
    private static JsonObject object(HttpResponse<String> answer) {
        try {
            return JsonParser.object().from(answer.body());
        } catch (JsonParserException _) {
            // Not as the cause: it quotes the page.
            throw new ProviderException(Kind.UNCERTAIN, "HTTP " + answer.statusCode() + " that is not Acme's");
        }
    }

    /** Only the status is kept: an error's text may quote the visitor, and these words go to logs. */
    private static JsonObject refused(HttpResponse<?> answer) {
        String message = "HTTP " + answer.statusCode();
        throw switch (answer.statusCode()) {
            case 401, 403 -> new ProviderException(Kind.AUTHENTICATION, message);
            case 404, 410 -> new ProviderException(Kind.CONVERSATION_OVER, message);
            case 429 -> ProviderException.rateLimited(message, retryAfter(answer));
            case 500, 502, 503, 504 -> new ProviderException(Kind.UNAVAILABLE, message);
            default -> new ProviderException(Kind.REJECTED, message);
        };
    }

    private static Duration retryAfter(HttpResponse<?> answer) {
        return Duration.ofSeconds(
                answer.headers().firstValueAsLong("Retry-After").orElse(1));
    }
}
