package io.visavis.sandbox.talkdesk;

import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.room.GatewayTokens;
import io.visavis.sandbox.settings.GatewaySettings;
import io.visavis.sandbox.traffic.Deliveries;
import io.visavis.sandbox.traffic.Delivery;
import io.visavis.sandbox.traffic.Delivery.Attempt;
import io.visavis.sandbox.traffic.Delivery.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Posts one delivery with its duplicates and retries, and writes each attempt down. */
final class EventPost {

    private static final int LONGEST_KEPT = 2_000;

    private final HttpClient http;
    private final GatewayTokens tokens;
    private final Deliveries deliveries;
    private final Clock clock;

    EventPost(HttpClient http, GatewayTokens tokens, Deliveries deliveries, Clock clock) {
        this.http = http;
        this.tokens = tokens;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Blocks until the last attempt of the last copy. */
    void transmit(Delivery delivery, GatewaySettings target, EventSettings events) {
        boolean delivered = true;
        try {
            for (int copy = 0; copy <= delivery.options().duplicates(); copy++) {
                delivered &= deliver(delivery, copy, target, events);
            }
            deliveries.finished(delivery.id(), delivered ? Status.DELIVERED : Status.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            deliveries.finished(delivery.id(), Status.FAILED);
        }
    }

    private boolean deliver(Delivery delivery, int copy, GatewaySettings target, EventSettings events)
            throws InterruptedException {
        boolean expired = delivery.options().expiredToken() && copy == 0;
        boolean renewed = false;
        for (int tried = 1; ; tried++) {
            var attempt = attempt(delivery, copy, target, events, expired);
            deliveries.attempted(delivery.id(), attempt);
            if (attempt.succeeded()) {
                return true;
            }
            if (attempt.status() == 401 && events.placement().usesToken()) {
                tokens.forget(target);
                if (events.repeatAfter401() && !renewed) {
                    renewed = true;
                    expired = false;
                    tried--;
                    continue;
                }
            }
            if (tried >= events.attempts()) {
                return false;
            }
            Thread.sleep((long) (events.retrySeconds() * 1000));
        }
    }

    private Attempt attempt(Delivery delivery, int copy, GatewaySettings target, EventSettings events, boolean expired)
            throws InterruptedException {
        var at = clock.instant();
        long begun = System.nanoTime();
        int status = 0;
        String error = null;
        String body = null;
        try {
            if (delivery.url().isEmpty()) {
                throw new IOException("no events URL of the gateway is set");
            }
            var request = authenticated(HttpRequest.newBuilder(URI.create(delivery.url())), target, events, expired)
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofMillis((long) (events.timeoutSeconds() * 1000)))
                    .POST(BodyPublishers.ofByteArray(Json.bytes(delivery.body())))
                    .build();
            var response = http.send(request, BodyHandlers.ofString());
            status = response.statusCode();
            body = shortened(response.body());
        } catch (IOException | IllegalArgumentException e) {
            error = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
        return new Attempt(at, copy, status, error, body, (System.nanoTime() - begun) / 1_000_000);
    }

    private HttpRequest.Builder authenticated(
            HttpRequest.Builder request, GatewaySettings target, EventSettings events, boolean expired)
            throws IOException, InterruptedException {
        return switch (events.placement()) {
            case BASIC, FORM, QUERY, JSON -> {
                var token = tokens.get(target, events.placement(), events.timeoutSeconds());
                yield request.header("Authorization", "Bearer " + (expired ? tokens.expired(token) : token));
            }
            case API_KEY -> request.header("X-API-Key", String.valueOf(target.apiKey()));
            case DIRECT_BASIC ->
                request.header("Authorization", GatewayTokens.basic(target.clientId(), target.clientSecret()));
            case NONE -> request;
        };
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= LONGEST_KEPT ? text : text.substring(0, LONGEST_KEPT) + "…";
    }
}
