package io.visavis.gateway.conversation;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event about to be appended.
 *
 * @param at when it happened; null takes the time of the append
 * @param dedupKey an event whose key already stands in the conversation is dropped; null never is
 * @param provider the vendor's ids and kind, kept from visitors; null when no vendor was involved
 */
public record NewEvent(
        Actor actor,
        EventData data,
        @Nullable Instant at,
        @Nullable String dedupKey,
        @Nullable Map<String, String> provider) {

    public static NewEvent of(Actor actor, EventData data) {
        return new NewEvent(actor, data, null, null, null);
    }

    public NewEvent once(String key) {
        return new NewEvent(actor, data, at, key, provider);
    }
}
