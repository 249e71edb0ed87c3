package io.visavis.gateway.widget;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.EventType;
import io.visavis.gateway.conversation.LoggedEvent;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.conversation.WakeUps;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.widget.EventStream.Order;
import io.visavis.gateway.widget.EventStream.Pace;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** What a stream does when nothing is said: it lives by the clock, so the paces here are short. */
class EventStreamTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final Reader reader = new Reader();
    private final Log log = new Log();
    private final CopyOnWriteArrayList<WakeUps.Listener> listeners = new CopyOnWriteArrayList<>();

    @Test
    void itIsNeverSilentForLongerThanFifteenSeconds() {
        assertThat(Pace.usual().heartbeat()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aSilentStreamSendsComments() {
        EventStream stream = start(new Pace(Duration.ofMillis(20), NEVER, NEVER), NEVER, false);
        stream.request(Long.MAX_VALUE);

        Await.until("three heartbeats", () -> reader.frames.size() >= 4);

        assertThat(reader.frames.subList(1, 4))
                .allSatisfy(frame -> assertThat(frame).startsWith(":"));
        assertThat(reader.ended).hasNullValue();
        stream.cancel();
        Await.until("gone", listeners::isEmpty);
        assertThat(reader.ended).as("who has left hears nothing more").hasNullValue();
    }

    @Test
    void theLogIsReadOncePerWakeUp() {
        log.events.add(message(1));
        EventStream stream = start(new Pace(NEVER, NEVER, NEVER), NEVER, false);
        stream.request(Long.MAX_VALUE);
        Await.until("the first message", () -> reader.frames.size() == 2);
        Await.until("quiet", () -> log.reads.get() == 2);

        log.events.add(message(2));
        listeners.forEach(listener -> listener.grownTo(2));
        Await.until("the second message", () -> reader.frames.size() == 3);
        log.events.add(message(3));
        listeners.forEach(listener -> listener.grownTo(3));
        Await.until("the third message", () -> reader.frames.size() == 4);

        assertThat(log.reads).as("reads of the log").hasValue(4);
    }

    @Test
    void aReaderThatDoesNotReadIsLetGo() {
        EventStream stream = start(new Pace(Duration.ofMillis(10), Duration.ofMillis(20), NEVER), NEVER, false);
        stream.request(1);

        Await.until("let go", () -> reader.ended.get() != null);

        assertThat(reader.frames).as("what it asked for").hasSize(1);
        assertThat(reader.ended.get()).contains("does not read");
        Await.until("gone", listeners::isEmpty);
    }

    @Test
    void itEndsWithItsToken() {
        start(new Pace(NEVER, NEVER, NEVER), Duration.ofMillis(30), false).request(Long.MAX_VALUE);

        Await.until("ended", () -> reader.ended.get() != null);

        assertThat(reader.ended).hasValue("complete");
        assertThat(reader.frames.getLast()).contains("the access token has expired");
    }

    @Test
    void itEndsSomeTimeBehindItsConversation() {
        start(new Pace(NEVER, NEVER, Duration.ofMillis(30)), NEVER, true).request(Long.MAX_VALUE);

        Await.until("ended", () -> reader.ended.get() != null);

        assertThat(reader.ended).hasValue("complete");
        assertThat(reader.frames.getLast()).contains("the conversation is over");
    }

    @ParameterizedTest
    @MethodSource("takingUpAgain")
    void itStaysWithAConversationThatIsTakenUpAgain(EventType type, Actor actor) {
        EventStream stream = start(new Pace(Duration.ofMillis(5), NEVER, Duration.ofMillis(60)), NEVER, true);
        log.events.add(event(1, EventType.CONVERSATION_ENDED, Actor.system()));
        log.events.add(event(2, type, actor));
        stream.request(Long.MAX_VALUE);

        Await.until("long behind the end", () -> reader.frames.size() >= 30);

        assertThat(reader.ended).hasNullValue();
        stream.cancel();
    }

    static Stream<Arguments> takingUpAgain() {
        return Stream.of(
                Arguments.of(EventType.MESSAGE_CREATED, Actor.visitor()),
                Arguments.of(EventType.CONVERSATION_QUEUED, Actor.system()),
                Arguments.of(EventType.AGENT_JOINED, Actor.of(Actor.Kind.AGENT, "a", "Ada")));
    }

    @Test
    void lateWordsOfAnAgentsDoNotHoldIt() {
        log.events.add(event(1, EventType.MESSAGE_CREATED, Actor.of(Actor.Kind.AGENT, "a", "Ada")));
        start(new Pace(NEVER, NEVER, Duration.ofMillis(30)), NEVER, true).request(Long.MAX_VALUE);

        Await.until("ended", () -> reader.ended.get() != null);

        assertThat(reader.frames.getLast()).contains("the conversation is over");
    }

    @Test
    void aNodeThatGoesDownTellsItToComeAgain() {
        EventStream stream = start(new Pace(NEVER, NEVER, NEVER), NEVER, false);
        stream.request(Long.MAX_VALUE);
        Await.until("open", () -> !reader.frames.isEmpty());

        stream.drain();

        Await.until("ended", () -> reader.ended.get() != null);
        assertThat(reader.ended).hasValue("complete");
        assertThat(reader.frames.getLast()).contains("reconnect").containsPattern("retry: ?[0-9]+");
    }

    /** The first frame is asked for by the reader; tests ask for the rest. */
    private EventStream start(Pace pace, Duration token, boolean ended) {
        Clock clock = Clock.systemUTC();
        Order order = new Order(ConversationId.next(), 0L, Instant.now(clock).plus(token), 0, ended, false);
        EventStream stream = new EventStream(order, log, wakeUps(), clock, pace, reader, () -> {});
        reader.onSubscribe(stream);
        Thread.ofVirtual().start(stream);
        return stream;
    }

    private WakeUps wakeUps() {
        return (_, listener) -> {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        };
    }

    private static LoggedEvent message(long position) {
        return event(position, EventType.MESSAGE_CREATED, Actor.visitor());
    }

    private static LoggedEvent event(long position, EventType type, Actor actor) {
        return new LoggedEvent(ConversationId.next(), position, type, Instant.EPOCH, actor, "{}", null);
    }

    private static final class Log implements ConversationLog {
        private final List<LoggedEvent> events = new CopyOnWriteArrayList<>();
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public long append(ConversationId id, List<NewEvent> events) {
            throw new UnsupportedOperationException("is read only");
        }

        @Override
        public List<LoggedEvent> read(ConversationId id, long after, int limit) {
            reads.incrementAndGet();
            return events.stream().filter(event -> event.position() > after).toList();
        }
    }

    private static final class Reader implements Subscriber<byte[]> {
        private final List<String> frames = new CopyOnWriteArrayList<>();
        private final AtomicReference<String> ended = new AtomicReference<>();

        @Override
        public void onSubscribe(Subscription subscription) {
            // Tests ask themselves.
        }

        @Override
        public void onNext(byte[] frame) {
            frames.add(new String(frame, StandardCharsets.UTF_8));
        }

        @Override
        public void onError(Throwable failure) {
            ended.set(String.valueOf(failure.getMessage()));
        }

        @Override
        public void onComplete() {
            ended.set("complete");
        }
    }
}
