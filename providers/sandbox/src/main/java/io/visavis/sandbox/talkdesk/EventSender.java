package io.visavis.sandbox.talkdesk;

import io.visavis.sandbox.fault.Faults;
import io.visavis.sandbox.settings.GatewaySettings;
import io.visavis.sandbox.settings.Setting;
import io.visavis.sandbox.talkdesk.EventSettings.Style;
import io.visavis.sandbox.traffic.Deliveries;
import io.visavis.sandbox.traffic.Delivery;
import io.visavis.sandbox.traffic.DeliveryOptions;
import io.visavis.sandbox.traffic.EventQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Sends events to the gateway in the background (contract 3). Events of one conversation go one after the other unless a
 * delay or a deliberate disorder says otherwise; every attempt is recorded.
 */
final class EventSender {

    private final Setting<TalkdeskSettings> settings;
    private final Setting<GatewaySettings> gateway;
    private final Faults faults;
    private final Deliveries deliveries;
    private final EventPost post;
    private final EventQueue queue;
    private final Clock clock;

    EventSender(
            Setting<TalkdeskSettings> settings,
            Setting<GatewaySettings> gateway,
            Faults faults,
            Deliveries deliveries,
            EventPost post,
            EventQueue queue,
            Clock clock) {
        this.settings = settings;
        this.gateway = gateway;
        this.faults = faults;
        this.deliveries = deliveries;
        this.post = post;
        this.queue = queue;
        this.clock = clock;
    }

    /** Returns at once; {@link Deliveries} tells what becomes of it. */
    Delivery send(TalkdeskEvent event, DeliveryOptions asked) {
        var options = asked.and(faults.strikeEvent(TalkdeskVendor.NAME, event.name()));
        var events = settings.get().events();
        var target = gatewayOf(event);
        var delivery = new Delivery(
                UUID.randomUUID().toString(),
                clock.instant(),
                TalkdeskVendor.NAME,
                event.conversationId(),
                event.name(),
                url(target, events.style(), event.name()),
                event.wire(events.eventTypeCase(), options.ids()),
                options,
                options.drop() ? Delivery.Status.DROPPED : Delivery.Status.PENDING,
                List.of());
        deliveries.add(delivery);
        queue.submit(event.lane(), options, () -> post.transmit(delivery, target, events));
        return delivery;
    }

    /** Gives up everything that has not been sent. */
    void reset() {
        queue.reset();
    }

    void later(Duration delay, Runnable task) {
        queue.later(delay, task);
    }

    GatewaySettings gatewayOf(TalkdeskEvent event) {
        return gatewayOf(event.touchpoint());
    }

    GatewaySettings gatewayOf(@org.jspecify.annotations.Nullable String touchpoint) {
        return settings.get()
                .touchpoint(touchpoint)
                .map(TalkdeskSettings.Touchpoint::gateway)
                .map(own -> own.over(gateway.get()))
                .orElseGet(gateway::get);
    }

    private static String url(GatewaySettings target, Style style, String name) {
        if (target.eventsUrl() == null) {
            return "";
        }
        var base = target.eventsUrl().replaceAll("/+$", "");
        return style == Style.SINGLE ? base : base + "/" + name;
    }
}
