package io.visavis.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.visavis.gateway.conversation.Notices;
import io.visavis.gateway.conversation.VendorIds;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of deliveries, on whatever database. */
abstract class InboxContract extends DeliveriesContract {

    InboxContract(Database database) {
        super(database);
    }

    @Test
    void aDeliveryStandsInTheLogOnceHoweverOftenItComes() throws Exception {
        ConversationId id = engine.chat(connection);
        List<Future<Boolean>> copies = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                copies.add(threads.submit(() -> deliver("say " + vendorId + " m1 hello")));
            }
        }
        assertThat(copies.stream().filter(Future::resultNow)).hasSize(1);
        awaitInbox("done");
        assertThat(engine.texts(id)).containsExactly("hello");
    }

    @Test
    void aBurstThatMemoryCannotHoldIsWorkedOffWhole() {
        ConversationId id = engine.chat(connection);
        List<String> said = IntStream.range(0, 60).mapToObj(i -> "word" + i).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            said.forEach(word -> threads.execute(() -> deliver("say " + vendorId + " m-" + word + " " + word)));
        }
        awaitInbox(Collections.nCopies(said.size(), "done").toArray(String[]::new));
        assertThat(engine.texts(id)).containsExactlyInAnyOrderElementsOf(said);
    }

    @Test
    void aPluginThatIsSlowOverADeliveryKeepsNoSenderWaiting() {
        ConversationId id = engine.chat(connection);
        assertThat(deliver("slow " + vendorId + " m1 first")).isTrue();
        assertThat(deliver("say " + vendorId + " m2 second")).isTrue();
        assertThat(engine.inbox(connection)).containsExactly("new", "new");
        assertThat(deliver("slow " + vendorId + " m1 first"))
                .as("it is stored, and known")
                .isFalse();
        engine.vendor(connection).gate.countDown();
        awaitInbox("done", "done");
        assertThat(engine.texts(id)).containsExactly("first", "second");
    }

    @Test
    void whatHappenedEarlierOvertakesWhereTheVendorAsksForIt() {
        List<Instant> arrivals = List.of(
                Instant.parse("2029-12-31T00:00:02Z"),
                Instant.parse("2029-12-31T00:00:03Z"),
                Instant.parse("2029-12-31T00:00:01Z"));

        assertThat(saidAt(connection, arrivals)).as("at once").isEqualTo(arrivals);
        assertThat(saidAt(EngineFixture.ordering(), arrivals))
                .as("within the window")
                .isEqualTo(arrivals.stream().sorted().toList());
    }

    /** In what order words of these times stand in the log when they arrive in this one. */
    private List<Instant> saidAt(ConnectionId one, List<Instant> arrivals) {
        ConversationId id = engine.chat(one, "v-" + one.value());
        arrivals.forEach(at -> engine.get(Inbox.class)
                .store(one, engine.delivery("at v-" + one.value() + " m" + at.getEpochSecond() + " " + at), ""));
        Await.until("all are said", () -> engine.texts(id).size() == arrivals.size());
        return engine.texts(id).stream().map(Instant::parse).toList();
    }

    @Test
    void poisonIsSetAsideAfterThreeTriesWhileOthersGoOn() {
        ConversationId id = engine.chat(connection);
        deliver("say " + vendorId + " m1 before");
        deliver("poison it");
        deliver("refuse it");
        deliver("say " + vendorId + " m2 behind");
        awaitInbox("done", "parked/poison", "parked/poison", "done");
        assertThat(engine.vendor(connection).poisonTasted).hasValue(3);
        assertThat(engine.texts(id)).containsExactly("before", "behind");
    }

    @Test
    void slowPoisonIsTastedThreeTimesInAll() {
        assertThat(deliver("slow-poison it")).as("it is stored alone").isTrue();
        assertThat(engine.inbox(connection)).containsExactly("new");
        engine.vendor(connection).gate.countDown();
        awaitInbox("parked/poison");
        assertThat(engine.vendor(connection).poisonTasted).hasValue(3);
    }

    @Test
    void aDeliveryForAConversationThatBecomesKnownIsKeptForIt() {
        ConversationId id = engine.chat(connection, null);
        deliver("say " + vendorId + " m1 early");
        awaitInbox("held");
        assertThat(engine.texts(id)).isEmpty();
        engine.unitOfWork().commit(() -> engine.get(VendorIds.class).bind(id, vendorId));
        awaitInbox("done");
        assertThat(engine.texts(id)).containsExactly("early");
    }

    @Test
    void aDeliveryForNobodyIsFiledAfterItsPatience() {
        deliver("say nobody m1 hello");
        awaitInbox("held");
        assertThat(notes()).containsExactly("its conversation is not known yet; filed at holdUntil if it stays so");
        engine.clock().advance(Duration.ofSeconds(6));
        awaitInbox("done/unknown-conversation");
        assertThat(notes()).as("it waits no more").containsOnlyNulls();
        Await.until("it is counted", () -> counted("unknown-conversation") == 1);
    }

    /** As {@code /prometheus} shows it. */
    private double counted(String result) {
        Counter counter = engine.get(MeterRegistry.class)
                .find("visavis.inbox.deliveries")
                .tags("connection", connection.value(), "result", result)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** What administrators are told of each delivery. */
    private List<@Nullable String> notes() {
        return engine.sql()
                .query(
                        "select note from inbox where connection_id = ? order by id",
                        row -> row.getString(1),
                        connection.value());
    }

    @Test
    void theVisitorsOwnWordsAreNotShownAgain() {
        ConversationId id = engine.chat(connection);
        engine.unitOfWork().commit(() -> engine.get(VendorIds.class).messageSent(id, "sent1", "msg_1"));
        deliver("echo " + vendorId + " m1 mine");
        deliver("say " + vendorId + " sent1 by-id");
        awaitInbox("done/echo", "done/echo");
        assertThat(engine.texts(id)).isEmpty();
    }

    @Test
    void wordsMarkedAsComingBackAreDroppedOnlyIfTheyWereSaid() {
        ConversationId id = engine.chat(connection);
        deliver("joined " + vendorId + " j1 agent-1");
        engine.unitOfWork().commit(() -> engine.get(Notices.class).post(id, "ours"));
        deliver("maybe " + vendorId + " m1 ours");
        deliver("maybe " + vendorId + " m2 theirs");
        awaitInbox("done", "done/echo", "done");
        assertThat(engine.texts(id)).containsExactly("theirs");
    }

    @Test
    void wordsOfNobodyKnownAreTheAgentsIfTheIdIs() {
        ConversationId id = engine.chat(connection);
        deliver("unsure " + vendorId + " m1 before");
        awaitInbox("done/echo");
        deliver("joined " + vendorId + " j1 agent-1");
        deliver("unsure " + vendorId + " m2 behind");
        awaitInbox("done/echo", "done", "done");
        assertThat(engine.texts(id)).containsExactly("behind");
    }

    @Test
    void anAgentWhoseNameTheVendorKnowsHasIt() {
        engine.vendor(connection).names.put("agent-1", "Ada");
        ConversationId id = engine.chat(connection);
        deliver("joined " + vendorId + " j1 agent-1");
        deliver("unsure " + vendorId + " m1 hello");
        awaitInbox("done", "done");
        assertThat(engine.log(id))
                .filteredOn(event -> event.type().wireName().matches("agent.joined|message.created"))
                .extracting(event -> event.actor().name())
                .containsExactly("Ada", "Ada");
    }

    @Test
    void aQueueWithoutNewsIsNotToldAgain() {
        ConversationId id = engine.chat(connection);
        deliver("queued " + vendorId + " q1 Sales");
        deliver("queued " + vendorId + " q2");
        awaitInbox("done", "done");
        assertThat(engine.types(id)).containsExactly("conversation.created", "conversation.queued");
    }

    @Test
    void aNulInAVendorsTextOrIdHarmsNobody() {
        ConversationId id = engine.chat(connection);
        assertThat(deliver("say " + vendorId + " m\\u00001 a\\u0000b")).isTrue();
        awaitInbox("done");
        assertThat(engine.types(id)).contains("message.created");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max",
                "min",
                "+294277-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "1970-01-20T00:00:00Z"
            })
    void aTimeThatCannotBeIsThatOfItsArrival(String time) {
        ConversationId id = engine.chat(connection);
        deliver("at " + vendorId + " m1 " + time);
        awaitInbox("done");
        assertThat(engine.types(id))
                .containsExactly("conversation.created", "agent.joined", "message.created", "message.read");
        assertThat(engine.log(id))
                .allSatisfy(
                        event -> assertThat(event.at()).isEqualTo(engine.clock().instant()));
        assertThat(engine.log(id).getLast().data())
                .contains(engine.clock().instant().toString());
    }

    @Test
    void whatARunLeftIsWorkedOffByTheNext() {
        try (EngineFixture own = EngineFixture.own(database)) {
            ConversationId id = own.chat(connection, null);
            own.get(Inbox.class).store(connection, own.delivery("say " + vendorId + " m1 survived"), "");
            Await.until("held", () -> own.inbox(connection).equals(List.of("held")));
            own.restart();
            own.unitOfWork().commit(() -> own.get(VendorIds.class).bind(id, vendorId));
            // The node that claimed it is silent for longer than its claim.
            own.clock().advance(Duration.ofSeconds(61));
            Await.until("done", () -> own.inbox(connection).equals(List.of("done")));
            assertThat(own.texts(id)).containsExactly("survived");
        }
    }

    /** As a provider that spends the memory has it: a run ends over it, and so does the next. */
    @Test
    void whatEachRunEndsOverIsSetAsideAndTheRestGoesOn() {
        try (EngineFixture own = EngineFixture.own(database)) {
            ConversationId id = own.chat(connection);
            own.get(Inbox.class).store(connection, own.delivery("slow " + vendorId + " m1 never"), "");
            own.get(Inbox.class).store(connection, own.delivery("say " + vendorId + " m2 behind"), "");
            for (int ends = 1; ends <= 3; ends++) {
                int run = ends;
                beginRun(own, run);
                Await.until("tried in run " + run, () -> runsOver(own, "m1") == run);
            }
            beginRun(own, 4);
            Await.until("set aside", () -> own.inbox(connection).equals(List.of("parked/poison", "done")));
            assertThat(own.texts(id)).containsExactly("behind");
        }
    }

    @Test
    void whatComesToSomethingIsCountedAnew() {
        try (EngineFixture own = EngineFixture.own(database)) {
            own.get(Inbox.class).store(connection, own.delivery("say " + vendorId + " m1 early"), "");
            Await.until("held", () -> own.inbox(connection).equals(List.of("held")));
            own.restart();
            own.sql()
                    .update(
                            "update inbox set tries = 2, tried_by = 'gone', claimed_until = null where connection_id = ?",
                            connection.value());
            Await.until("held again", () -> runsOver(own, "m1") == 0);
            assertThat(own.inbox(connection)).containsExactly("held");
        }
    }

    /** Another run on the same database, so much later that the former's claims have run out. */
    private static void beginRun(EngineFixture own, int number) {
        own.restart();
        own.clock().advance(JdbcInbox.LEASE.plusSeconds(1).multipliedBy(number));
    }

    private int runsOver(EngineFixture own, String words) {
        return own.sql()
                .first(
                        "select tries from inbox where connection_id = ? and dedup_key like ?",
                        row -> row.getInt(1),
                        connection.value(),
                        "%" + words + "%")
                .orElseThrow();
    }
}
