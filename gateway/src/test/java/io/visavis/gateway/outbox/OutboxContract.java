package io.visavis.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.conversation.VendorIds;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.engine.ScriptedVendor;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.spi.Author;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of commands, on whatever database. */
abstract class OutboxContract {
    private final Database database;
    private final EngineFixture engine;
    private final ConnectionId connection = EngineFixture.connection();
    private final ScriptedVendor vendor;

    OutboxContract(Database database) {
        this.database = database;
        this.engine = EngineFixture.shared(database);
        this.vendor = engine.vendor(connection);
    }

    private static void say(EngineFixture engine, ConversationId id, String text) {
        engine.unitOfWork()
                .commit(() -> engine.get(Outbox.class)
                        .enqueue(id, new OutboundCommand.Message("msg_" + text, text, List.of())));
    }

    private static Function<ProviderCommand, CommandReceipt> fails(ProviderException.Kind kind) {
        return _ -> {
            throw new ProviderException(kind, "as told");
        };
    }

    private long events(ConversationId id, String type) {
        return engine.types(id).stream().filter(type::equals).count();
    }

    private String state(String text) {
        return engine.sql()
                .query(
                        "select state from outbox where connection_id = ? and payload like ?",
                        row -> row.getString(1),
                        connection.value(),
                        "%\"msg_" + text + "\"%")
                .getFirst();
    }

    @Test
    void aBotThatTypesIsToldFromTheVisitor() {
        ConversationId id = engine.chat(connection);
        engine.unitOfWork().commit(() -> engine.get(Outbox.class).enqueue(id, new OutboundCommand.Typing(true, "bot")));
        Await.until("told", () -> !vendor.sent.isEmpty());
        assertThat(vendor.sent)
                .singleElement()
                .isInstanceOfSatisfying(
                        ProviderCommand.SetTyping.class,
                        typing -> assertThat(typing.author()).isEqualTo(Author.Kind.BOT));
    }

    @Test
    void aChatThatAnAgentOpenedMeanwhileIsNotStartedBesides() {
        ConversationId id = engine.chat(connection, null);
        vendor.answers.add(fails(ProviderException.Kind.UNAVAILABLE));
        engine.unitOfWork()
                .commit(() -> engine.get(Outbox.class)
                        .enqueue(
                                id,
                                new OutboundCommand.Start(
                                        new OutboundCommand.Person(null, null, null, null, null),
                                        null,
                                        Map.of(),
                                        Map.of(),
                                        List.of())));
        Await.until("first try", () -> events(id, "provider.unavailable") == 1);
        engine.unitOfWork().commit(() -> engine.get(VendorIds.class).bind(id, "opened-" + connection.value()));
        say(engine, id, "hello");
        engine.clock().advance(Duration.ofMinutes(2));
        Await.until("accepted", () -> events(id, "message.accepted") == 1);
        assertThat(vendor.sent)
                .last()
                .isInstanceOfSatisfying(
                        ProviderCommand.SendMessage.class,
                        said -> assertThat(said.conversation().vendorId()).isEqualTo("opened-" + connection.value()));
        assertThat(vendor.sent).hasSize(2);
    }

    @Test
    void messagesReachTheVendorInTheirOrderAndAreAcceptedOnce() {
        ConversationId id = engine.chat(connection);
        List<String> texts = IntStream.range(0, 20).mapToObj(i -> "t" + i).toList();
        vendor.answers.add(fails(ProviderException.Kind.RATE_LIMITED));
        texts.forEach(text -> say(engine, id, text));
        Await.until("first try", () -> events(id, "provider.unavailable") == 1);
        engine.clock().advance(Duration.ofMinutes(2));
        Await.until("all accepted", () -> events(id, "message.accepted") == 20);
        assertThat(vendor.texts().subList(1, 21)).isEqualTo(texts);
        assertThat(vendor.sent.get(1).idempotencyKey())
                .as("a repeat has the key of the first try")
                .isEqualTo(vendor.sent.getFirst().idempotencyKey());
    }

    @Test
    void troubleIsToldOnceAndItsEndOnce() {
        ConversationId id = engine.chat(connection);
        for (int i = 0; i < 3; i++) {
            vendor.answers.add(fails(ProviderException.Kind.UNAVAILABLE));
        }
        say(engine, id, "one");
        say(engine, id, "two");
        for (int i = 1; i <= 3; i++) {
            int tries = i;
            Await.until("try " + i, () -> attempts("one") == tries);
            engine.clock().advance(Duration.ofMinutes(2));
        }
        Await.until("both accepted", () -> events(id, "message.accepted") == 2);
        assertThat(events(id, "provider.unavailable")).isEqualTo(1);
        assertThat(events(id, "provider.restored")).isEqualTo(1);
        assertThat(vendor.texts()).containsExactly("one", "one", "one", "one", "two");
    }

    private long attempts(String text) {
        return engine.sql()
                .query(
                        "select count(*) from outbox_attempt a join outbox o on o.id = a.outbox_id"
                                + " where o.connection_id = ? and o.payload like ?",
                        row -> row.getLong(1),
                        connection.value(),
                        "%\"msg_" + text + "\"%")
                .getFirst();
    }

    @Test
    void aRefusedMessageFailsAndTheNextOneGoesOut() {
        ConversationId id = engine.chat(connection);
        vendor.answers.add(fails(ProviderException.Kind.REJECTED));
        say(engine, id, "bad");
        say(engine, id, "good");
        Await.until("accepted", () -> events(id, "message.accepted") == 1);
        assertThat(events(id, "message.failed")).isEqualTo(1);
        assertThat(state("bad")).isEqualTo("failed");
        assertThat(state("good")).isEqualTo("done");
    }

    @Test
    void whenTheVendorSaysItIsOverTheConversationEnds() {
        ConversationId id = engine.chat(connection);
        vendor.answers.add(fails(ProviderException.Kind.CONVERSATION_OVER));
        say(engine, id, "late");
        Await.until("ended", () -> events(id, "conversation.ended") == 1);
        assertThat(events(id, "message.failed")).isEqualTo(1);
        assertThat(engine.log(id).getLast().data()).contains("\"provider\"");
    }

    @Test
    void anUncertainMessageIsRepeatedThriceAtMostWhereRepeatsAreNotDropped() {
        ConversationId id = engine.chat(connection);
        for (int i = 0; i < 3; i++) {
            vendor.answers.add(fails(ProviderException.Kind.UNCERTAIN));
        }
        say(engine, id, "perhaps");
        for (int i = 1; i <= 2; i++) {
            int tries = i;
            Await.until("try " + i, () -> attempts("perhaps") == tries);
            engine.clock().advance(Duration.ofMinutes(2));
        }
        Await.until("failed", () -> events(id, "message.failed") == 1);
        assertThat(vendor.texts()).hasSize(3);
    }

    @Test
    void aVendorThatIsDownIsSparedAndOthersAreNot() {
        for (int i = 0; i < 6; i++) {
            vendor.answers.add(fails(ProviderException.Kind.UNAVAILABLE));
            say(engine, engine.chat(connection, connection.value() + i), "down" + i);
        }
        for (int i = 0; i < 6; i++) {
            String text = "down" + i;
            Await.until("tried " + text, () -> attempts(text) == 1);
        }
        ConversationId spared = engine.chat(connection, connection.value() + "spared");
        say(engine, spared, "spared");
        Await.until("judged", () -> attempts("spared") == 1);
        assertThat(vendor.texts()).hasSize(6).doesNotContain("spared");
        ConnectionId other = EngineFixture.connection();
        ConversationId elsewhere = engine.chat(other);
        say(engine, elsewhere, "elsewhere");
        Await.until("accepted elsewhere", () -> events(elsewhere, "message.accepted") == 1);
    }

    @Test
    void aSlowConversationHoldsNobodyUp() {
        CountDownLatch answer = new CountDownLatch(1);
        ConversationId slow = engine.chat(connection);
        vendor.answers.add(command -> {
            Await.until("answer", () -> answer.getCount() == 0);
            return CommandReceipt.of("v-" + command.idempotencyKey());
        });
        say(engine, slow, "slow");
        Await.until("under way", () -> vendor.texts().contains("slow"));
        ConversationId quick = engine.chat(connection, connection.value() + "quick");
        say(engine, quick, "quick");
        Await.until("quick", () -> events(quick, "message.accepted") == 1);
        assertThat(events(slow, "message.accepted")).isZero();
        answer.countDown();
        Await.until("slow", () -> events(slow, "message.accepted") == 1);
    }

    @Test
    void whatARunLeftIsSentByTheNext() {
        try (EngineFixture own = EngineFixture.own(database)) {
            ConversationId id = own.chat(connection);
            own.vendor(connection).answers.add(fails(ProviderException.Kind.UNAVAILABLE));
            say(own, id, "survived");
            Await.until("postponed", () -> own.types(id).contains("provider.unavailable"));
            own.restart();
            own.clock().advance(Duration.ofMinutes(10));
            Await.until("accepted", () -> own.types(id).contains("message.accepted"));
            assertThat(own.vendor(connection).texts()).containsExactly("survived");
        }
    }

    /** As a provider that spends the memory has it: a run ends over it, and so does the next. */
    @Test
    void whatEachRunEndsOverIsGivenUpAndTheRestIsSent() {
        try (EngineFixture own = EngineFixture.own(database)) {
            ConversationId id = own.chat(connection);
            own.vendor(connection).answers.add(fails(ProviderException.Kind.UNAVAILABLE));
            say(own, id, "never");
            say(own, id, "behind");
            Await.until("postponed", () -> own.types(id).contains("provider.unavailable"));
            own.sql()
                    .update(
                            "update outbox set cut_off = 3, claimed_by = 'gone', claimed_until = ? where conversation_id = ?"
                                    + " and attempts > 0",
                            own.clock().instant(),
                            id.value());
            own.restart();
            own.clock().advance(Duration.ofMinutes(10));
            Await.until("the one behind it", () -> own.types(id).contains("message.accepted"));
            assertThat(own.vendor(connection).texts()).containsExactly("behind");
            assertThat(own.types(id)).containsSubsequence("message.failed", "message.accepted");
        }
    }

    @Test
    void whatComesToSomethingIsNotCountedOn() {
        try (EngineFixture own = EngineFixture.own(database)) {
            ConversationId id = own.chat(connection);
            own.vendor(connection).answers.add(fails(ProviderException.Kind.UNAVAILABLE));
            say(own, id, "late");
            Await.until("postponed", () -> own.types(id).contains("provider.unavailable"));
            assertThat(cutOff(own, id)).isZero();
            own.sql().update("update outbox set cut_off = 2 where conversation_id = ?", id.value());
            own.vendor(connection).answers.add(fails(ProviderException.Kind.UNAVAILABLE));
            own.clock().advance(Duration.ofMinutes(10));
            Await.until("postponed again", () -> cutOff(own, id) == 0);
        }
    }

    private static int cutOff(EngineFixture own, ConversationId id) {
        return own.sql()
                .first("select cut_off from outbox where conversation_id = ?", row -> row.getInt(1), id.value())
                .orElseThrow();
    }

    @Test
    void aChatGivenUpBeforeTheVendorHeardOfItReachesNoAgent() {
        ConversationId id = engine.chat(connection, null);
        engine.unitOfWork().commit(() -> {
            engine.get(Outbox.class)
                    .enqueue(
                            id,
                            new OutboundCommand.Start(
                                    new OutboundCommand.Person("mia@example.org", null, null, null, null),
                                    null,
                                    Map.of(),
                                    Map.of(),
                                    List.of()));
            engine.get(ConversationLog.class)
                    .append(id, NewEvent.of(Actor.visitor(), EventData.ConversationEnded.forGood("visitor", null)));
            engine.get(Outbox.class).enqueue(id, new OutboundCommand.End());
        });
        Await.until(
                "both dropped",
                () -> engine.sql()
                        .query(
                                "select state from outbox where connection_id = ?",
                                row -> row.getString(1),
                                connection.value())
                        .equals(List.of("done", "done")));
        assertThat(vendor.sent).isEmpty();
    }
}
