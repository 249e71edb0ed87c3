package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.fault.Faults;
import io.visavis.sandbox.traffic.Deliveries;
import io.visavis.sandbox.traffic.Delivery;
import io.visavis.sandbox.traffic.DeliveryOptions;
import io.visavis.sandbox.traffic.DeliveryOptions.Ids;
import io.visavis.sandbox.traffic.EventQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Sends events to the webhook of their conversation's channel in the background; the delivery's id is the event's. */
final class EventSender {

    private final Chats chats;
    private final Directory directory;
    private final Faults faults;
    private final Deliveries deliveries;
    private final EventPost post;
    private final EventQueue queue;
    private final Clock clock;

    EventSender(
            Chats chats,
            Directory directory,
            Faults faults,
            Deliveries deliveries,
            EventPost post,
            EventQueue queue,
            Clock clock) {
        this.chats = chats;
        this.directory = directory;
        this.faults = faults;
        this.deliveries = deliveries;
        this.post = post;
        this.queue = queue;
        this.clock = clock;
    }

    /** Returns at once; {@link Deliveries} tells what becomes of them. */
    List<Delivery> send(List<EightByEightEvent> events, DeliveryOptions asked) {
        return events.stream().map(event -> send(event, asked)).toList();
    }

    Delivery send(EightByEightEvent event, DeliveryOptions asked) {
        var options = asked.and(faults.strikeEvent(EightByEightVendor.NAME, event.name()));
        var delivery = delivery(event, url(event), options);
        deliveries.add(delivery);
        var lane = event.conversationId() == null ? delivery.id() : event.conversationId();
        queue.submit(lane, options, () -> post.transmit(delivery));
        return delivery;
    }

    /** Makes the test call and waits for its end; true when it was taken. */
    boolean verify(String uri, String version) {
        var delivery = delivery(Events.verification(version), uri, DeliveryOptions.NORMAL);
        deliveries.add(delivery);
        return post.transmit(delivery);
    }

    void later(double seconds, Runnable task) {
        queue.later(Duration.ofMillis((long) (seconds * 1000)), task);
    }

    void reset() {
        queue.reset();
    }

    private Delivery delivery(EightByEightEvent event, String url, DeliveryOptions options) {
        var body = event.body().deepCopy();
        if (options.ids() != null && body.has("conversationId")) {
            body.put("conversationId", options.ids() == Ids.BLANK ? "" : "{{conversationId}}");
        }
        return new Delivery(
                UUID.randomUUID().toString(),
                clock.instant(),
                EightByEightVendor.NAME,
                event.conversationId(),
                event.name(),
                url,
                body,
                options,
                options.drop() ? Delivery.Status.DROPPED : Delivery.Status.PENDING,
                List.of());
    }

    private String url(EightByEightEvent event) {
        var channel = event.conversationId() == null
                ? Directory.STANDING_CHANNEL
                : chats.find(event.conversationId()).map(Chat::channelId).orElse(Directory.STANDING_CHANNEL);
        return directory.webhookOf(channel).map(Directory.Webhook::uri).orElse("");
    }
}
