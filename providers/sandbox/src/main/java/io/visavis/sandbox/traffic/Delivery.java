package io.visavis.sandbox.traffic;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to the gateway; immutable, see {@link Deliveries} for its progress.
 *
 * @param conversationId null for an event that belongs to none
 * @param event the vendor's name of the event
 * @param body as sent, troubles included
 */
public record Delivery(
        String id,
        Instant at,
        String vendor,
        @Nullable String conversationId,
        String event,
        String url,
        JsonNode body,
        DeliveryOptions options,
        Status status,
        List<Attempt> attempts) {

    /** How far it got. */
    public enum Status {
        PENDING,
        DELIVERED,
        FAILED,
        DROPPED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One try.
     *
     * @param status the gateway's answer, or 0 if none came
     * @param error why none came, in words
     * @param copy 0 for the event itself, 1… for a deliberate duplicate
     */
    public record Attempt(
            Instant at,
            int copy,
            int status,
            @Nullable String error,
            @Nullable String responseBody,
            long durationMillis) {
        public boolean succeeded() {
            return status >= 200 && status < 300;
        }
    }

    public Delivery {
        attempts = List.copyOf(attempts);
    }

    Delivery with(Attempt attempt) {
        var more = new ArrayList<>(attempts);
        more.add(attempt);
        return new Delivery(id, at, vendor, conversationId, event, url, body, options, status, more);
    }

    Delivery with(Status changed) {
        return new Delivery(id, at, vendor, conversationId, event, url, body, options, changed, attempts);
    }
}
