package io.visavis.gateway.widget;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.WakeUps;
import io.visavis.gateway.widget.EventStream.Order;
import io.visavis.gateway.widget.EventStream.Pace;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.reactivestreams.Publisher;

/** Opens streams, and closes those still open when the node goes down. */
@Singleton
final class EventStreams {
    private final ConversationLog log;
    private final WakeUps wakeUps;
    private final Clock clock;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

    EventStreams(ConversationLog log, WakeUps wakeUps, Clock clock) {
        this.log = log;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    Publisher<byte[]> open(Order order) {
        return reader -> {
            EventStream[] made = new EventStream[1];
            EventStream stream =
                    new EventStream(order, log, wakeUps, clock, Pace.usual(), reader, () -> open.remove(made[0]));
            made[0] = stream;
            open.add(stream);
            reader.onSubscribe(stream);
            Thread.ofVirtual().name("events " + order.conversation()).start(stream);
        };
    }

    @EventListener
    void drain(ServerShutdownEvent event) {
        open.forEach(EventStream::drain);
    }
}
