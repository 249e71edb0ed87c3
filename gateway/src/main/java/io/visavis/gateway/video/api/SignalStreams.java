package io.visavis.gateway.video.api;

import io.micronaut.http.sse.Event;
import io.micronaut.json.JsonMapper;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.storage.StorageUnavailableException;
import io.visavis.gateway.video.Presence;
import io.visavis.gateway.video.room.CallConnection;
import io.visavis.gateway.video.room.RoomId;
import io.visavis.gateway.video.room.Signal;
import io.visavis.gateway.video.room.SignalLog;
import io.visavis.gateway.video.room.SignalWakeUps;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Streams a room's signals to one page, a virtual thread each: reads the log from the page's position, sleeps until woken, and
 * shows the page's life to the room every few seconds. Ends when the connection or the room does.
 */
@Singleton
final class SignalStreams {

    private static final Logger LOG = LoggerFactory.getLogger(SignalStreams.class);
    private static final int PAGE = 100;
    private static final Duration LIFE_SIGN = Duration.ofSeconds(2);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final SignalLog log;
    private final SignalWakeUps wakeUps;
    private final Presence presence;
    private final JsonMapper json;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    SignalStreams(SignalLog log, SignalWakeUps wakeUps, Presence presence, JsonMapper json) {
        this.log = log;
        this.wakeUps = wakeUps;
        this.presence = presence;
        this.json = json;
    }

    /** Everything behind {@code after} that concerns this connection. */
    Publisher<Event<String>> open(RoomId room, String connectionId, long after) {
        return Flux.create(
                sink -> {
                    Follower follower = new Follower(sink, room, connectionId, after);
                    Thread thread = Thread.ofVirtual().name("signals-" + room).unstarted(follower);
                    running.add(thread);
                    sink.onDispose(() -> {
                        running.remove(thread);
                        thread.interrupt();
                    });
                    thread.start();
                },
                FluxSink.OverflowStrategy.BUFFER);
    }

    /** Pages go to another node, or come back when this one does. */
    @PreDestroy
    void close() {
        running.forEach(Thread::interrupt);
    }

    private final class Follower implements Runnable {
        private final FluxSink<Event<String>> sink;
        private final RoomId room;
        private final String connectionId;
        private final Semaphore woken = new Semaphore(0);
        private long position;
        private long lifeSignAt;
        private long heartbeatAt;

        Follower(FluxSink<Event<String>> sink, RoomId room, String connectionId, long after) {
            this.sink = sink;
            this.room = room;
            this.connectionId = connectionId;
            this.position = after;
            sink.onRequest(_ -> woken.release());
        }

        @Override
        public void run() {
            try (SignalWakeUps.Subscription _ = wakeUps.subscribe(room, woken::release)) {
                follow();
                sink.complete();
            } catch (InterruptedException _) {
                sink.complete();
            } catch (RuntimeException e) {
                LOG.debug("The stream of {} in room {} ends", connectionId, room, e);
                sink.complete();
            }
        }

        private void follow() throws InterruptedException {
            if (!log.serves(room, position)) {
                long last = log.lastPosition(room);
                sink.next(Event.of(write(Map.of("position", last, "reason", "position-unknown")))
                        .name("reset"));
                return;
            }
            heartbeat();
            while (!sink.isCancelled() && alive() && deliver()) {
                if (System.nanoTime() - heartbeatAt >= HEARTBEAT.toNanos()) {
                    heartbeat();
                }
                woken.tryAcquire(LIFE_SIGN.toMillis(), TimeUnit.MILLISECONDS);
                woken.drainPermits();
            }
        }

        /** False when the connection is over. */
        private boolean alive() {
            if (lifeSignAt != 0 && System.nanoTime() - lifeSignAt < LIFE_SIGN.toNanos()) {
                return true;
            }
            lifeSignAt = System.nanoTime();
            try {
                return presence.seen(room, connectionId) == CallConnection.State.OPEN;
            } catch (StorageUnavailableException e) {
                // The database is overloaded or away for a moment; the stream need not suffer for it.
                LOG.debug("No life sign of {} in room {}: {}", connectionId, room, e.getMessage());
                return true;
            } catch (ProblemException _) {
                return false;
            }
        }

        /** False when nothing can follow. A page that does not read is not written to. */
        private boolean deliver() {
            while (sink.requestedFromDownstream() > 0) {
                List<Signal> page = log.read(room, position, PAGE);
                for (Signal signal : page) {
                    if (signal.concerns(connectionId)) {
                        sink.next(event(signal));
                    }
                    position = signal.position();
                    if (signal.ends(connectionId)) {
                        return false;
                    }
                }
                if (page.size() < PAGE) {
                    return true;
                }
            }
            return true;
        }

        private void heartbeat() {
            heartbeatAt = System.nanoTime();
            // Without data a comment is all there is on the wire.
            sink.next(Event.of("").comment("alive"));
        }
    }

    private Event<String> event(Signal signal) {
        String from = signal.from() == null
                ? "null"
                : write(Map.of(
                        "participantId", signal.from().participantId().value(),
                        "connectionId", signal.from().connectionId()));
        return Event.of("{\"position\":" + signal.position() + ",\"type\":\"" + signal.type() + "\",\"from\":" + from
                        + ",\"data\":" + signal.data() + "}")
                .id(Long.toString(signal.position()))
                .name(signal.type());
    }

    private String write(Map<String, ?> object) {
        try {
            return json.writeValueAsString(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
