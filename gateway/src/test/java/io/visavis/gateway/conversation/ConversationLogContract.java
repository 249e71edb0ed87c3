package io.visavis.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.schema.JsonSchemas;
import io.visavis.gateway.storage.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the log promises, on whatever database. */
abstract class ConversationLogContract {
    private final Database database;
    private final EngineFixture engine;
    private final ConversationLog log;

    ConversationLogContract(Database database) {
        this.database = database;
        this.engine = EngineFixture.shared(database);
        this.log = engine.get(ConversationLog.class);
    }

    private ConversationId chat() {
        return engine.chat(EngineFixture.connection());
    }

    private long append(ConversationId id, NewEvent... events) {
        return engine.unitOfWork().commit(() -> log.append(id, events));
    }

    private static NewEvent says(String text) {
        return NewEvent.of(
                Actor.of(Actor.Kind.AGENT, "a1", "Ada"),
                new EventData.MessageCreated("msg_" + text, text, List.of(), null, null));
    }

    @Test
    void eventsStandInTheOrderOfTheirAppendFromPositionOne() {
        ConversationId id = chat();
        assertThat(append(id, says("one"), says("two"))).isEqualTo(3);
        assertThat(append(id, says("three"))).isEqualTo(4);
        assertThat(log.read(id, 0, 10)).extracting(LoggedEvent::position).containsExactly(1L, 2L, 3L, 4L);
        assertThat(engine.texts(id)).containsExactly("one", "two", "three");
    }

    @Test
    void anAgentWhomTheVendorNamesLateIsKnownFromTheFirstWord() {
        ConversationId id = chat();
        append(id, NewEvent.of(Actor.of(Actor.Kind.AGENT, "a1", null), new EventData.AgentJoined("a1", null, null)));
        append(id, NewEvent.of(Actor.of(Actor.Kind.AGENT, "a2", "Bea"), new EventData.AgentTyping(true)));
        append(id, says("hello"));
        assertThat(engine.get(Conversations.class).find(id))
                .hasValueSatisfying(now -> assertThat(now.agentName()).isEqualTo("Ada"));
    }

    @Test
    void anEventWhoseKeyStandsIsDroppedEvenWithinOneAppend() {
        ConversationId id = chat();
        append(id, says("one").once("k"), says("again").once("k"));
        append(id, says("and again").once("k"), says("other").once("k2"));
        assertThat(engine.texts(id)).containsExactly("one", "other");
        assertThat(log.read(id, 0, 10)).hasSize(3);
    }

    @Test
    void aReaderResumesAnywhereAndReadsPages() {
        ConversationId id = chat();
        for (int i = 0; i < 100; i++) {
            append(id, says("m" + i));
        }
        List<Long> seen = new ArrayList<>();
        long at = 0;
        for (List<LoggedEvent> page = log.read(id, at, 7); !page.isEmpty(); page = log.read(id, at, 7)) {
            assertThat(page).hasSizeLessThanOrEqualTo(7);
            page.forEach(event -> seen.add(event.position()));
            at = seen.getLast();
        }
        assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 101).boxed().toList());
    }

    @Test
    void aPositionThatWasNeverGivenOutIsRefusedAndTheEndIsNamed() {
        ConversationId id = chat();
        append(id, says("one"));
        assertThat(log.read(id, 2, 10)).isEmpty();
        for (long unknown : new long[] {-1, 3, 1_000_000_001L}) {
            assertThatThrownBy(() -> log.read(id, unknown, 10))
                    .isInstanceOfSatisfying(
                            PositionUnknownException.class,
                            e -> assertThat(e.lastPosition()).isEqualTo(2));
        }
    }

    /** The operator raises the epoch when a backup is put back: what was given out since must not be given out again. */
    @Test
    void aReaderFromBeforeARestoreIsSentBackToTheStart() {
        try (EngineFixture own = EngineFixture.own(database)) {
            ConversationId id = own.chat(EngineFixture.connection());
            own.unitOfWork().commit(() -> own.get(ConversationLog.class).append(id, List.of(says("kept"))));
            own.unitOfWork().commit(() -> own.get(ConversationLog.class).append(id, List.of(says("lost"))));
            own.unitOfWork().commit(() -> {
                own.sql()
                        .update(
                                "delete from conversation_event where conversation_id = ? and position = 3",
                                id.value());
                own.sql().update("update conversation set last_position = 2 where id = ?", id.value());
                own.sql().update("update log_epoch set epoch = epoch + 1");
            });
            own.restart();
            ConversationLog restored = own.get(ConversationLog.class);
            long next = own.unitOfWork().commit(() -> restored.append(id, List.of(says("new"))));

            assertThat(next).isGreaterThan(3);
            assertThatThrownBy(() -> restored.read(id, 3, 10))
                    .isInstanceOfSatisfying(
                            PositionUnknownException.class,
                            e -> assertThat(e.lastPosition()).isEqualTo(next));
            assertThat(restored.read(id, 2, 10))
                    .extracting(LoggedEvent::position)
                    .containsExactly(next);
            assertThat(own.texts(id)).containsExactly("kept", "new");
        }
    }

    @Test
    void manyWritersLeaveNoGapAndNothingTwice() throws Exception {
        ConversationId id = chat();
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 16; writer++) {
                int mine = writer;
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 12; i++) {
                        // Each event is appended by two writers: one of them is a repeat.
                        append(id, says("w" + mine / 2 + "-" + i).once("w" + mine / 2 + "-" + i));
                    }
                }));
            }
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(engine.log(id))
                .extracting(LoggedEvent::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 97).boxed().toList());
        assertThat(engine.texts(id)).doesNotHaveDuplicates().hasSize(96);
        for (int writer = 0; writer < 8; writer++) {
            String prefix = "w" + writer + "-";
            assertThat(engine.texts(id).stream().filter(text -> text.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            LongStream.range(0, 12).mapToObj(i -> prefix + i).toList());
        }
    }

    @Test
    void aListenerIsWokenAfterTheCommitAndNeverForWhatWasUndone() {
        ConversationId id = chat();
        AtomicLong grown = new AtomicLong();
        try (WakeUps.Subscription _ = engine.get(WakeUps.class).subscribe(id, grown::set)) {
            assertThatThrownBy(() -> engine.unitOfWork().commit(() -> {
                        log.append(id, says("undone"));
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            append(id, says("done"));
            Await.until("wake-up", () -> grown.get() == 2);
        }
        assertThat(engine.texts(id)).containsExactly("done");
    }

    /** The database keeps microseconds, a vendor's clock may tell more. */
    @Test
    void anEventHasTheSameTimeForWhoeverReadsItAtOnceAndLater() {
        ConversationId id = chat();
        Instant fine = Instant.parse("2029-12-31T09:15:00.123456789Z");
        append(id, new NewEvent(Actor.visitor(), new EventData.CallRequested("room_1", "video"), fine, null, null));
        assertThat(engine.sql()
                        .query(
                                "select at from conversation_event where conversation_id = ? and position = 2",
                                row -> Sql.instant(row, "at"),
                                id.value()))
                .containsExactly(log.read(id, 1, 1).getFirst().at());
    }

    @Test
    void anyTextCanBeStored() {
        ConversationId id = chat();
        String nasty = "a\u0000b 𝄞 ' ; -- \\u0000 \u202e";
        append(
                id,
                new NewEvent(
                        Actor.of(Actor.Kind.AGENT, "a\u0000", "Ada\u0000"),
                        new EventData.MessageCreated("msg_nul", nasty, List.of(), null, null),
                        null,
                        "key\u0000",
                        Map.of("messageId", "m\u0000")));
        assertThat(log.read(id, 1, 1))
                .singleElement()
                .satisfies(event -> assertThat(new ObjectMapper()
                                .readTree(event.data())
                                .get("text")
                                .asText())
                        .isEqualTo(nasty));
        engine.sql()
                .query(
                        "select actor_name from conversation_event where conversation_id = ? and position = 2",
                        row -> row.getString(1),
                        id.value())
                .forEach(name -> assertThat(name).isEqualTo("Ada\uFFFD"));
    }

    @Test
    void aMessageWithoutWordsAndFilesKeepsToItsSchema() throws Exception {
        ConversationId id = chat();
        append(id, says(""));
        assertThat(new JsonSchemas()
                        .check(
                                "events/v1/message.created",
                                new ObjectMapper()
                                        .readTree(log.read(id, 1, 1).getFirst().data())))
                .isEmpty();
    }

    /** Random appends and reads; the model says what each must give. */
    @Test
    void theLogDoesWhatItsModelDoes() {
        for (long seed = 1; seed <= 6; seed++) {
            Random random = new Random(seed);
            LogModel model = new LogModel();
            ConversationId id = chat();
            for (int step = 0; step < 30; step++) {
                if (random.nextInt(3) > 0) {
                    NewEvent[] events = random.ints(1 + random.nextInt(4), 0, 12)
                            .mapToObj(kind -> event(kind, random.nextInt(20)))
                            .toArray(NewEvent[]::new);
                    assertThat(append(id, events))
                            .as("seed %s, step %s", seed, step)
                            .isEqualTo(model.append(List.of(events)));
                } else {
                    long after = random.nextInt(40) - 2L;
                    int limit = 1 + random.nextInt(5);
                    assertThat(read(id, after, limit))
                            .as("seed %s, step %s, behind %s", seed, step, after)
                            .isEqualTo(model.read(after, limit));
                }
            }
            assertThat(engine.get(Conversations.class).find(id).orElseThrow().ended())
                    .isEqualTo(model.ended());
        }
    }

    private Optional<List<String>> read(ConversationId id, long after, int limit) {
        try {
            return Optional.of(log.read(id, after, limit).stream()
                    .map(event -> event.type().wireName())
                    .toList());
        } catch (PositionUnknownException _) {
            return Optional.empty();
        }
    }

    private NewEvent event(int kind, int key) {
        return switch (kind) {
            case 0 -> NewEvent.of(Actor.system(), EventData.ConversationEnded.forGood("agent", null));
            case 1, 2 -> NewEvent.of(Actor.system(), new EventData.AgentTyping(true));
            case 3, 4 ->
                NewEvent.of(
                        Actor.system(),
                        new EventData.ProviderUnavailable(engine.clock().instant(), "unavailable"));
            case 5, 6 -> NewEvent.of(Actor.system(), new EventData.ProviderRestored());
            case 7 -> NewEvent.of(Actor.system(), new EventData.AgentJoined("a" + key, "Ada", null));
            default -> says("m" + key).once("m" + key);
        };
    }
}
