package io.visavis.gateway.inbox;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.spi.Correlation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the events of one conversation in one batch append, in the vendor's order. Not thread-safe. */
final class DraftEvents {
    private final String providerId;
    private final List<NewEvent> events = new ArrayList<>();

    DraftEvents(String providerId) {
        this.providerId = providerId;
    }

    List<NewEvent> all() {
        return events;
    }

    /** One that only its delivery recognises again. */
    void append(Arrival arrival, Actor actor, EventData data) {
        append(arrival, actor, data, arrival.event().occurredAt());
    }

    /** One that happened at another time than what tells of it. */
    void append(Arrival arrival, Actor actor, EventData data, Instant at) {
        // A delivery that is held and comes again says nothing twice.
        String key = arrival.key("", null) + ":" + data.getClass().getSimpleName();
        // Who comes and has gone again may have come in another's place: two leave by one delivery.
        boolean another = events.stream().anyMatch(event -> key.equals(event.dedupKey()));
        events.add(event(arrival, actor, data, at, another ? key + ":2" : key, null));
    }

    /**
     * One of a message.
     *
     * @param key what recognises it, whichever delivery brings it again
     */
    void append(Arrival arrival, Actor actor, EventData data, String key, @Nullable String vendorMessageId) {
        events.add(event(arrival, actor, data, arrival.event().occurredAt(), key, vendorMessageId));
    }

    private NewEvent event(
            Arrival arrival, Actor actor, EventData data, Instant at, String key, @Nullable String vendorMessageId) {
        Correlation about = arrival.event().correlation();
        Map<String, String> provider = new HashMap<>();
        provider.put("kind", providerId);
        putIfPresent(provider, "conversationId", about.vendorConversationId());
        putIfPresent(provider, "interactionId", about.interactionId());
        putIfPresent(provider, "messageId", vendorMessageId);
        return new NewEvent(actor, data, at, key, provider);
    }

    /** Gives a name to who has joined in this very batch without one; whether there was such a joining. */
    boolean nameJoined(String id, String name) {
        for (int i = events.size() - 1; i >= 0; i--) {
            NewEvent event = events.get(i);
            if (event.data() instanceof EventData.AgentJoined joined && id.equals(joined.agentId())) {
                events.set(
                        i,
                        new NewEvent(
                                Actor.of(Actor.Kind.AGENT, id, name),
                                new EventData.AgentJoined(id, name, joined.interactionId()),
                                event.at(),
                                event.dedupKey(),
                                event.provider()));
                return true;
            }
        }
        return false;
    }

    private static void putIfPresent(Map<String, String> map, String name, @Nullable String value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
