package io.visavis.sandbox.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.settings.CredentialPlacement;
import io.visavis.sandbox.settings.GatewaySettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Tokens that the gateway issued, fetched in every way a vendor may know (Talkdesk contract 3.3). Thread-safe; fetches once at a time. */
public final class GatewayTokens {

    private record Token(String value, Instant expiresAt) {}

    private final HttpClient http;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    public GatewayTokens(HttpClient http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /**
     * The current token, fetched if there is none.
     *
     * @throws IOException if the gateway does not issue a token; the message says what it answered
     */
    public String get(GatewaySettings gateway, CredentialPlacement placement, double timeoutSeconds)
            throws IOException, InterruptedException {
        var key = key(gateway);
        fetching.lock();
        try {
            var known = tokens.get(key);
            if (known != null && clock.instant().isBefore(known.expiresAt())) {
                return known.value();
            }
            var fetched = fetch(gateway, placement, timeoutSeconds);
            tokens.put(key, fetched);
            return fetched.value();
        } finally {
            fetching.unlock();
        }
    }

    /** The gateway refused it, so the next {@link #get} fetches another one. */
    public void forget(GatewaySettings gateway) {
        tokens.remove(key(gateway));
    }

    public void clear() {
        tokens.clear();
    }

    /**
     * The current token made to look expired: a JWT whose expiry lies in the past. Its signature cannot be ours to make,
     * so the gateway must refuse it for one reason or the other.
     */
    public String expired(String current) {
        var parts = current.split("\\.", -1);
        if (parts.length != 3) {
            return current + "-expired";
        }
        long past = clock.instant().minusSeconds(7200).getEpochSecond();
        var claims = Json.object().put("exp", past).put("iat", past - 3600);
        var payload = Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(claims));
        return parts[0] + "." + payload + "." + parts[2];
    }

    private Token fetch(GatewaySettings gateway, CredentialPlacement placement, double timeoutSeconds)
            throws IOException, InterruptedException {
        if (gateway.tokenUrl() == null || gateway.clientId() == null || gateway.clientSecret() == null) {
            throw new IOException("no token URL, client id and client secret of the gateway are set");
        }
        var request = request(gateway.tokenUrl(), gateway.clientId(), gateway.clientSecret(), placement)
                .header("Accept", "application/json")
                .timeout(Duration.ofMillis((long) (timeoutSeconds * 1000)))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the token endpoint answered " + response.statusCode() + " " + response.body());
        }
        try {
            var answer = Json.read(response.body().getBytes(StandardCharsets.UTF_8));
            var token = answer.path("access_token").textValue();
            if (token == null) {
                throw new IOException("the token endpoint's answer has no access_token");
            }
            long lifetime = answer.path("expires_in").asLong(60);
            return new Token(token, clock.instant().plusSeconds(lifetime - Math.min(60, lifetime / 5)));
        } catch (JsonProcessingException e) {
            throw new IOException("the token endpoint's answer is not JSON", e);
        }
    }

    private static HttpRequest.Builder request(String url, String id, String secret, CredentialPlacement placement) {
        var fields = "client_id=" + encoded(id) + "&client_secret=" + encoded(secret);
        var grant = "grant_type=client_credentials";
        var form = "application/x-www-form-urlencoded";
        return switch (placement) {
            case QUERY ->
                HttpRequest.newBuilder(URI.create(url + (url.contains("?") ? "&" : "?") + grant + "&" + fields))
                        .POST(BodyPublishers.noBody());
            case JSON ->
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Json.bytes(
                                Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", secret))));
            case BASIC ->
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", form)
                        .header("Authorization", basic(id, secret))
                        .POST(BodyPublishers.ofString(grant));
            case FORM, API_KEY, DIRECT_BASIC, NONE ->
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", form)
                        .POST(BodyPublishers.ofString(grant + "&" + fields));
        };
    }

    public static String basic(@Nullable String id, @Nullable String secret) {
        var pair = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String key(GatewaySettings gateway) {
        return gateway.tokenUrl() + " " + gateway.clientId() + " " + gateway.clientSecret();
    }
}
