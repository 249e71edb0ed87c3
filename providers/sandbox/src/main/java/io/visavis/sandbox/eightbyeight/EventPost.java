package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.settings.Setting;
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

/** Posts one delivery, signed, until it is taken or tries run out, and writes each try down (contract 3.1 to 3.3). */
final class EventPost {

    private final HttpClient http;
    private final SigningKey key;
    private final Setting<EightByEightSettings> settings;
    private final Deliveries deliveries;
    private final Clock clock;

    EventPost(
            HttpClient http,
            SigningKey key,
            Setting<EightByEightSettings> settings,
            Deliveries deliveries,
            Clock clock) {
        this.http = http;
        this.key = key;
        this.settings = settings;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /**
     * Blocks until the last try. A duplicate is a repeat of what was taken already: same event id, next try number, new
     * transmission time.
     */
    boolean transmit(Delivery delivery) {
        var events = settings.get().events();
        int retry = 0;
        boolean delivered = true;
        try {
            for (int copy = 0; copy <= delivery.options().duplicates(); copy++) {
                boolean taken = false;
                for (int tried = 0; !taken && tried < events.attempts(); tried++) {
                    if (tried > 0) {
                        Thread.sleep((long) (events.retrySeconds() * 1000));
                    }
                    boolean wrong = delivery.options().badSignature() && retry == 0;
                    var attempt = attempt(delivery, copy, retry++, wrong);
                    deliveries.attempted(delivery.id(), attempt);
                    taken = attempt.succeeded();
                }
                delivered &= taken;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            delivered = false;
        }
        deliveries.finished(delivery.id(), delivered ? Status.DELIVERED : Status.FAILED);
        return delivered;
    }

    private Attempt attempt(Delivery delivery, int copy, int retry, boolean wrongSignature)
            throws InterruptedException {
        var at = clock.instant();
        long begun = System.nanoTime();
        try {
            var response = http.send(request(delivery, retry, wrongSignature), BodyHandlers.ofString());
            return new Attempt(at, copy, response.statusCode(), null, response.body(), millisSince(begun));
        } catch (IOException | IllegalArgumentException e) {
            var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Attempt(at, copy, 0, reason, null, millisSince(begun));
        }
    }

    private HttpRequest request(Delivery delivery, int retry, boolean wrongSignature) throws IOException {
        if (delivery.url().isEmpty()) {
            throw new IOException("the webhook has no uri yet");
        }
        var current = settings.get();
        var body = Json.bytes(delivery.body());
        var headers =
                new DeliveryHeaders(current.customerId(), current.tenantId(), delivery.id(), retry, clock.millis());
        var request = HttpRequest.newBuilder(URI.create(delivery.url()))
                .header("Content-Type", "application/json")
                .header("Cache-Control", "no-cache")
                .timeout(Duration.ofMillis((long) (current.events().timeoutSeconds() * 1000)))
                .POST(BodyPublishers.ofByteArray(body));
        headers.fields().forEach(request::header);
        if (current.events().signed()) {
            var payload = headers.payload(body);
            request.header("x-8x8-signature", key.detached(wrongSignature ? payload + " " : payload));
        }
        return request.build();
    }

    private static long millisSince(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
