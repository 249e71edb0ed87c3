package io.visavis.sandbox.talkdesk;

import io.visavis.sandbox.fault.Faults;
import io.visavis.sandbox.settings.GatewaySettings;
import io.visavis.sandbox.settings.Setting;
import io.visavis.sandbox.talkdesk.EventSettings.Style;
import io.visavis.sandbox.traffic.Deliveries;
import io.visavis.sandbox.traffic.Delivery;
import io.visavis.sandbox.traffic.DeliveryOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends events to the gateway in the background (contract 3). Events of one conversation go one after the other unless a
 * delay or a deliberate disorder says otherwise; every attempt is recorded.
 */
final class EventSender {

    private static final Duration LONGEST_HOLD = Duration.ofSeconds(3);

    private final Setting<TalkdeskSettings> settings;
    private final Setting<GatewaySettings> gateway;
    private final Faults faults;
    private final Deliveries deliveries;
    private final EventPost post;
    private final ExecutorService executor;
    private final EventLanes lanes;
    private final Clock clock;
    private final Map<String, Runnable> held = new ConcurrentHashMap<>();
    private final AtomicInteger generation = new AtomicInteger();

    EventSender(
            Setting<TalkdeskSettings> settings,
            Setting<GatewaySettings> gateway,
            Faults faults,
            Deliveries deliveries,
            EventPost post,
            ExecutorService executor,
            Clock clock) {
        this.settings = settings;
        this.gateway = gateway;
        this.faults = faults;
        this.deliveries = deliveries;
        this.post = post;
        this.executor = executor;
        this.lanes = new EventLanes(executor);
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
                java.util.List.of());
        deliveries.add(delivery);
        int current = generation.get();
        Runnable transmit = () -> {
            if (generation.get() == current) {
                post.transmit(delivery, target, events);
            }
        };
        if (options.drop()) {
            return delivery;
        }
        if (options.delaySeconds() != null) {
            later(Duration.ofMillis((long) (options.delaySeconds() * 1000)), transmit);
        } else if (options.reorder()) {
            hold(event.lane(), transmit);
        } else {
            lanes.run(event.lane(), transmit);
            release(event.lane());
        }
        return delivery;
    }

    /** Gives up everything that has not been sent. */
    void reset() {
        generation.incrementAndGet();
        held.clear();
    }

    void later(Duration delay, Runnable task) {
        executor.execute(() -> {
            try {
                Thread.sleep(delay);
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void hold(String lane, Runnable transmit) {
        release(lane);
        held.put(lane, transmit);
        later(LONGEST_HOLD, () -> {
            if (held.remove(lane, transmit)) {
                lanes.run(lane, transmit);
            }
        });
    }

    private void release(String lane) {
        var transmit = held.remove(lane);
        if (transmit != null) {
            lanes.run(lane, transmit);
        }
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
