package io.visavis.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.EventType;
import io.visavis.gateway.conversation.LikelyEnds;
import io.visavis.gateway.conversation.Notices;
import io.visavis.gateway.conversation.VendorIds;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.engine.ScriptedVendor;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.plugin.ConnectionServed;
import io.visavis.spi.Author;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of deliveries, on whatever database. */
abstract class InboxContract {
    private final Database database;
    private final EngineFixture engine;
    private final ConnectionId connection = EngineFixture.connection();
    private final String vendorId = "v-" + connection.value();

    InboxContract(Database database) {
        this.database = database;
        this.engine = EngineFixture.shared(database);
    }

    private boolean deliver(String script) {
        return engine.get(Inbox.class).store(connection, engine.delivery(script));
    }

    private void awaitInbox(String... states) {
        Await.until("inbox " + List.of(states), () -> engine.inbox(connection).equals(List.of(states)));
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
                .store(one, engine.delivery("at v-" + one.value() + " m" + at.getEpochSecond() + " " + at)));
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
    void anAgentWhoLeavesEndsItUnlessThereIsASignOfLifeInTime() {
        ConversationId id = engine.chat(connection);
        deliver("joined " + vendorId + " j1 agent-1");
        deliver("left " + vendorId + " l1 agent-1");
        deliver("queued " + vendorId + " q1 Sales");
        awaitInbox("done", "done", "done");
        engine.clock().advance(Duration.ofSeconds(16));
        deliver("joined " + vendorId + " j2 agent-2");
        deliver("left " + vendorId + " l2 agent-2");
        awaitInbox("done", "done", "done", "done", "done");
        engine.clock().advance(Duration.ofSeconds(16));
        Await.until("ended", () -> engine.types(id).getLast().equals("conversation.ended"));
        assertThat(engine.types(id))
                .containsExactly(
                        "conversation.created",
                        "agent.joined",
                        "agent.left",
                        "conversation.queued",
                        "agent.joined",
                        "agent.left",
                        "conversation.ended");
    }

    @Test
    void aSignOfLifeBehindALikelyEndCountsInOneBatchToo() {
        ConversationId id = engine.chat(connection, null);
        deliver("joined " + vendorId + " j1 agent-1");
        deliver("left " + vendorId + " l1 agent-1");
        deliver("queued " + vendorId + " q1 Sales");
        awaitInbox("held", "held", "held");
        engine.unitOfWork().commit(() -> engine.get(VendorIds.class).bind(id, vendorId));
        awaitInbox("done", "done", "done");
        engine.clock().advance(Duration.ofSeconds(16));
        deliver("say " + vendorId + " m1 still-here");
        Await.until("said", () -> engine.texts(id).equals(List.of("still-here")));
        assertThat(engine.types(id)).doesNotContain("conversation.ended");
    }

    @Test
    void anAgentWhoLeavesAfterATransferOrBehindAnotherEndsNothing() {
        ConversationId id = engine.chat(connection);
        deliver("joined " + vendorId + " j1 agent-1");
        deliver("transfer " + vendorId + " t1");
        deliver("left " + vendorId + " l1 agent-1");
        deliver("queued " + vendorId + " q1 Sales");
        deliver("joined " + vendorId + " j2 agent-2");
        deliver("left " + vendorId + " l2 agent-1");
        awaitInbox("done", "done", "done", "done", "done", "done");
        engine.clock().advance(Duration.ofSeconds(16));
        deliver("say " + vendorId + " m1 still-here");
        Await.until("said", () -> engine.texts(id).equals(List.of("still-here")));
        assertThat(engine.types(id)).doesNotContain("conversation.ended").contains("conversation.transferring");
        assertThat(engine.sql()
                        .query("select 1 from likely_end where conversation_id = ?", row -> row.getInt(1), id.value()))
                .isEmpty();
    }

    @Test
    void whatWasMissedIsReadBackOnceHoweverItComes() {
        ConversationId id = engine.chat(connection);
        deliver("say " + vendorId + " m1 heard");
        awaitInbox("done");
        engine.clock().advance(Duration.ofSeconds(30));
        for (String text : List.of("heard", "missed")) {
            engine.vendor(connection)
                    .transcript
                    .add(new ProviderEvent.MessageReceived(
                            Correlation.conversation(vendorId),
                            engine.clock().instant(),
                            text.equals("heard") ? "m1" : "m2",
                            new Author(Author.Kind.AGENT, "agent-1", "Ada"),
                            text,
                            List.of(),
                            null));
        }
        MissedMessages missed = engine.get(MissedMessages.class);
        missed.onServed(new ConnectionServed(connection));
        Await.until("read back", () -> engine.texts(id).equals(List.of("heard", "missed")));
        assertThat(missed.recover(connection, missed.running(connection), List.of()))
                .isEmpty();
        deliver("late " + vendorId + " e1 missed");
        awaitInbox("done", "done/echo");
        assertThat(engine.texts(id)).containsExactly("heard", "missed");
    }

    /** Several within a few seconds; all have the same words, which are none. */
    @Test
    void filesWithoutWordsAreToldApart() {
        ConversationId id = engine.chat(connection);
        deliver("late-file " + vendorId + " e1 one.pdf");
        awaitInbox("done");
        engine.clock().advance(Duration.ofSeconds(1));
        engine.vendor(connection)
                .transcript
                .add(ScriptedVendor.file(
                        Correlation.conversation(vendorId), engine.clock().instant(), "m2", "two.pdf"));
        MissedMessages missed = engine.get(MissedMessages.class);

        assertThat(missed.recover(connection, missed.running(connection), List.of()))
                .isEmpty();
        deliver("late-file " + vendorId + " e2 two.pdf");
        awaitInbox("done", "done/echo");
        deliver("late-file " + vendorId + " e3 three.pdf");
        awaitInbox("done", "done/echo", "done");

        assertThat(engine.log(id).stream()
                        .filter(event -> event.type() == EventType.MESSAGE_CREATED)
                        .map(event -> event.data().replaceAll(".*\"name\":\"([^\"]*)\".*", "$1")))
                .containsExactly("one.pdf", "two.pdf", "three.pdf");
    }

    @Test
    void whatArrivesBeforeTheReadBackHidesNothingThatWasMissed() {
        ConversationId id = engine.chat(connection);
        MissedMessages missed = engine.get(MissedMessages.class);
        List<Conversation> running = missed.running(connection);
        Instant before = engine.clock().instant();
        engine.clock().advance(Duration.ofSeconds(30));
        deliver("say " + vendorId + " m2 newer");
        awaitInbox("done");

        assertThat(missed.recover(connection, running, List.of())).isEmpty();

        assertThat(engine.vendor(connection).transcriptAsked.get(vendorId))
                .singleElement()
                .satisfies(since -> assertThat(since).isBeforeOrEqualTo(before));
        assertThat(engine.texts(id)).containsExactly("newer");
    }

    @Test
    void aChatThatCannotBeReadBackStopsNoOtherAndIsTriedAgain() {
        ConversationId first = engine.chat(connection);
        ConversationId second = engine.chat(connection, vendorId + "-2");
        engine.vendor(connection).transcriptRefusals.set(1);
        MissedMessages missed = engine.get(MissedMessages.class);
        List<Conversation> running = missed.running(connection).stream()
                .filter(chat -> Set.of(first, second).contains(chat.id()))
                .toList();
        assertThat(running).hasSize(2);

        List<Conversation> left = missed.recover(connection, running, List.of());
        assertThat(left).hasSize(1);
        assertThat(engine.vendor(connection).transcriptAsked).hasSize(2);

        engine.vendor(connection).transcriptRefusals.set(2);
        assertThat(missed.recover(connection, left, List.of(Duration.ZERO))).hasSize(1);
        engine.vendor(connection).transcriptRefusals.set(2);
        assertThat(missed.recover(connection, left, List.of(Duration.ZERO, Duration.ZERO)))
                .isEmpty();
    }

    @Test
    void aConversationThatAnAgentOpensTakesTheOpenChatOver() {
        String email = connection.value() + "@example.org";
        String opened = "opened-" + connection.value();
        ConversationId id = engine.chat(connection, vendorId, email);
        deliver("join " + vendorId + " Ada i-1");
        awaitInbox("done");
        deliver("open " + opened + " " + email + " Grace");
        awaitInbox("done", "done");
        Await.until("the former is left", () -> left().equals(List.of(vendorId)));

        deliver("ended " + vendorId + " e1");
        deliver("left " + vendorId + " l1 Ada");
        deliver("terminated i-1 t1 " + id.value());
        deliver("terminated - t3 " + id.value());
        deliver("terminated {{interaction.id}} t4 " + id.value());
        deliver("say " + vendorId + " m1 one-more-thing");
        deliver("terminated i-1 t2");
        awaitInbox("done", "done", "done", "done", "done", "done", "done", "done", "held");
        assertThat(engine.types(id))
                .as("what becomes of the former is no news, what is said in it is")
                .containsExactly(
                        "conversation.created", "agent.joined", "agent.left", "agent.joined", "message.created");
        assertThat(engine.log(id).get(3).actor().name()).isEqualTo("Grace");

        deliver("ended " + opened + " e2");
        Await.until("over", () -> engine.types(id).getLast().equals("conversation.ended"));
        assertThat(left()).as("it is over by itself").containsExactly(vendorId);
    }

    @Test
    void anOpenChatThatAnAgentTakesOverDoesNotEndBecauseAnotherLeftBefore() {
        String email = connection.value() + "@example.org";
        ConversationId id = engine.chat(connection, vendorId, email);
        deliver("joined " + vendorId + " j1 agent-1");
        deliver("left " + vendorId + " l1 agent-1");
        deliver("open opened-" + connection.value() + " " + email + " Grace");
        awaitInbox("done", "done", "done");
        engine.clock().advance(Duration.ofSeconds(16));
        engine.get(LikelyEnds.class).endWhatIsDue();
        deliver("say opened-" + connection.value() + " m1 still-here");
        Await.until("said", () -> engine.texts(id).equals(List.of("still-here")));
        assertThat(engine.types(id)).doesNotContain("conversation.ended");
        assertThat(engine.sql()
                        .query("select 1 from likely_end where conversation_id = ?", row -> row.getInt(1), id.value()))
                .isEmpty();
    }

    @Test
    void anOpeningThatIsToldLateTakesNoChatFromTheAgentWhoOpenedAfterIt() {
        String email = connection.value() + "@example.org";
        String older = "older-" + connection.value();
        String newer = "newer-" + connection.value();
        ConversationId id = engine.chat(connection, vendorId, email);
        Instant began = engine.clock().instant();
        deliver("openedAt " + newer + " " + email + " " + began.plusSeconds(60));
        deliver("openedAt " + older + " " + email + " " + began.plusSeconds(30));
        awaitInbox("done", "done");
        Await.until("nobody waits in the older one", () -> left().equals(List.of(vendorId, older)));
        assertThat(agents(id)).containsExactly(newer);

        deliver("ended " + older + " e1");
        deliver("say " + older + " m1 hello-from-before");
        awaitInbox("done", "done", "done", "done");
        assertThat(engine.texts(id)).as("what is said there is said").containsExactly("hello-from-before");
        assertThat(engine.types(id)).doesNotContain("conversation.ended");
        deliver("ended " + newer + " e2");
        Await.until("over", () -> engine.types(id).getLast().equals("conversation.ended"));
    }

    @Test
    void anOpeningFromBeforeTheVisitorBeganLeavesThemInTheirOwn() {
        String email = connection.value() + "@example.org";
        String older = "older-" + connection.value();
        Instant before = engine.clock().instant();
        engine.clock().advance(Duration.ofSeconds(60));
        ConversationId id = engine.chat(connection, vendorId, email);
        deliver("openedAt " + older + " " + email + " " + before);
        deliver("say " + older + " m1 hello-from-before");
        awaitInbox("done", "done");
        Await.until("nobody waits in the older one", () -> left().equals(List.of(older)));
        assertThat(engine.types(id)).containsExactly("conversation.created", "message.created");

        deliver("terminated - t1 " + id.value());
        awaitInbox("done", "done", "done");
        assertThat(engine.types(id)).as("its own end is its end").endsWith("conversation.ended");
    }

    @Test
    void openingsThatComeTogetherLeaveTheChatWithTheNewest() {
        String email = connection.value() + "@example.org";
        Instant began = engine.clock().instant();
        ConversationId id = engine.chat(connection, null, email);
        deliver("openedAt second-" + connection.value() + " " + email + " " + began.plusSeconds(60));
        deliver("openedAt first-" + connection.value() + " " + email + " " + began.plusSeconds(30));
        awaitInbox("held", "held");
        engine.unitOfWork().commit(() -> engine.get(VendorIds.class).bind(id, vendorId));
        engine.clock().advance(Duration.ofSeconds(2));
        awaitInbox("done", "done");
        assertThat(agents(id)).containsExactly("second-" + connection.value());
        Await.until("the others are left", () -> left().equals(List.of(vendorId, "first-" + connection.value())));
    }

    @Test
    void theNewsOfAConversationThatWeBeganOpensNoSecondAndBringsNobody() {
        String email = connection.value() + "@example.org";
        ConversationId known = engine.chat(connection, vendorId, email);
        deliver("open " + vendorId + " " + email + " Grace");
        awaitInbox("done");
        assertThat(engine.types(known)).containsExactly("conversation.created");

        ConversationId starting = engine.chat(connection, null, "next-" + email);
        deliver("open next-" + vendorId + " next-" + email + " Grace");
        awaitInbox("done", "held");
        engine.unitOfWork().commit(() -> engine.get(VendorIds.class).bind(starting, "next-" + vendorId));
        awaitInbox("done", "done");
        assertThat(engine.types(starting)).containsExactly("conversation.created");

        assertThat(engine.sql()
                        .query(
                                "select id from conversation where connection_id = ?",
                                row -> row.getString(1),
                                connection.value()))
                .containsExactlyInAnyOrder(known.value(), starting.value());
        assertThat(engine.vendor(connection).sent).isEmpty();
    }

    /** Who came, by name. */
    private List<String> agents(ConversationId id) {
        return engine.log(id).stream()
                .filter(event -> event.type().wireName().equals("agent.joined"))
                .map(event -> event.actor().name())
                .toList();
    }

    /** The vendor's conversations that we ended. */
    private List<String> left() {
        return engine.vendor(connection).sent.stream()
                .filter(ProviderCommand.EndConversation.class::isInstance)
                .map(command -> ((ProviderCommand.EndConversation) command)
                        .conversation()
                        .vendorId())
                .toList();
    }

    @Test
    void whatIsNoSignOfLifeKeepsNoChatOpenWhoseAgentHasLeft() {
        ConversationId id = engine.chat(connection);
        deliver("join " + vendorId + " agent-1 i-1");
        awaitInbox("done");
        Instant earlier = engine.clock().instant();
        engine.clock().advance(Duration.ofSeconds(5));
        deliver("left " + vendorId + " l1 agent-1");
        deliver("quiet " + vendorId + " t1");
        deliver("system " + vendorId + " s1 survey");
        deliver("earlier " + vendorId + " e1 " + earlier);
        awaitInbox("done", "done", "done", "done", "done");

        engine.clock().advance(Duration.ofSeconds(16));
        Await.until("over", () -> engine.types(id).contains("conversation.ended"));
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

    /** In one batch: told in several ways, of which one knows the name. */
    @ParameterizedTest
    @CsvSource({"none, Ada", "Ada, none"})
    void whoJoinsOnceIsToldOnceThoughOnlyOneWayTellsTheName(String first, String second) {
        ConversationId id = engine.chat(connection);
        for (String name : List.of(first, second)) {
            engine.vendor(connection)
                    .transcript
                    .add(new ProviderEvent.AgentJoined(
                            Correlation.conversation(vendorId),
                            engine.clock().instant(),
                            "agent-1",
                            name.equals("none") ? null : name));
        }
        MissedMessages missed = engine.get(MissedMessages.class);

        assertThat(missed.recover(connection, missed.running(connection), List.of()))
                .isEmpty();

        assertThat(engine.log(id))
                .filteredOn(event -> event.type() == EventType.AGENT_JOINED)
                .singleElement()
                .satisfies(event -> assertThat(event.actor().name()).isEqualTo("Ada"))
                .satisfies(event -> assertThat(event.data()).contains("\"Ada\""));
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
            own.get(Inbox.class).store(connection, own.delivery("say " + vendorId + " m1 survived"));
            Await.until("held", () -> own.inbox(connection).equals(List.of("held")));
            own.restart();
            own.unitOfWork().commit(() -> own.get(VendorIds.class).bind(id, vendorId));
            // The node that claimed it is silent for longer than its claim.
            own.clock().advance(Duration.ofSeconds(61));
            Await.until("done", () -> own.inbox(connection).equals(List.of("done")));
            assertThat(own.texts(id)).containsExactly("survived");
        }
    }
}
