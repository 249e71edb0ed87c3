package io.visavis.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.engine.ScriptedVendor;
import io.visavis.gateway.inbox.Inbox;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.outbox.VendorOutages.Outage;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How visitors learn that a vendor is back, and what became of a message whose answer was lost. */
abstract class RecoveryContract {
    private static final Duration TILL_ASKED = Duration.ofSeconds(16);

    private final EngineFixture engine;

    RecoveryContract(Database database) {
        this.engine = EngineFixture.shared(database);
    }

    private void say(ConversationId id, String text) {
        engine.unitOfWork()
                .commit(() -> engine.get(Outbox.class)
                        .enqueue(id, new OutboundCommand.Message("msg_" + text, text, List.of())));
    }

    private static Function<ProviderCommand, CommandReceipt> fails(ProviderException failure) {
        return _ -> {
            throw failure;
        };
    }

    /** So long that nothing but news of the vendor ends it within a test. */
    private static Function<ProviderCommand, CommandReceipt> isAway() {
        return fails(ProviderException.unavailable("as told", Duration.ofMinutes(9)));
    }

    private void awaitEvents(ConversationId id, String... types) {
        Await.until(List.of(types).toString(), () -> engine.types(id).equals(List.of(types)));
    }

    @Test
    void aRefusalIsAnAnswerToo() {
        ConnectionId connection = EngineFixture.connection();
        ConversationId id = engine.chat(connection);
        engine.vendor(connection).answers.add(isAway());
        engine.vendor(connection)
                .answers
                .add(fails(new ProviderException(ProviderException.Kind.REJECTED, "will never take it")));
        say(id, "one");
        awaitEvents(id, "conversation.created", "provider.unavailable");
        engine.clock().advance(Duration.ofMinutes(10));
        awaitEvents(id, "conversation.created", "provider.unavailable", "provider.restored", "message.failed");
    }

    @Test
    void aVendorThatIsBackIsFoundByAskingAndWhatWaitedGoesOut() {
        ConnectionId connection = EngineFixture.connection();
        ConversationId id = engine.chat(connection);
        engine.vendor(connection).answers.add(isAway());
        say(id, "one");
        awaitEvents(id, "conversation.created", "provider.unavailable");
        askedAgain(connection);
        awaitEvents(id, "conversation.created", "provider.unavailable", "provider.restored", "message.accepted");
        assertThat(engine.vendor(connection).texts()).containsExactly("one", "one");
    }

    @Test
    void aVendorThatIsStillAwayIsAskedAgainAndNobodyIsToldOtherwise() {
        ConnectionId connection = EngineFixture.connection();
        ScriptedVendor vendor = engine.vendor(connection);
        vendor.reachable = false;
        ConversationId id = engine.chat(connection);
        vendor.answers.add(isAway());
        say(id, "one");
        awaitEvents(id, "conversation.created", "provider.unavailable");
        askedAgain(connection);
        askedAgain(connection);
        assertThat(engine.types(id)).containsExactly("conversation.created", "provider.unavailable");
        assertThat(vendor.texts()).containsExactly("one");
    }

    @Test
    void whoLooksAfterItLearnsWhichVendorIsAwaySinceWhenAndWhy() {
        ConnectionId connection = EngineFixture.connection();
        ConversationId id = engine.chat(connection);
        assertThat(outage(connection)).isEmpty();
        engine.vendor(connection).answers.add(isAway());
        say(id, "one");
        awaitEvents(id, "conversation.created", "provider.unavailable");
        Await.until(
                "the reason is known",
                () -> outage(connection)
                        .map(Outage::reason)
                        .filter("as told"::equals)
                        .isPresent());
        assertThat(outage(connection).map(Outage::since))
                .isEqualTo(engine.get(Conversations.class).find(id).map(Conversation::unavailableSince));
        askedAgain(connection);
        awaitEvents(id, "conversation.created", "provider.unavailable", "provider.restored", "message.accepted");
        assertThat(outage(connection)).isEmpty();
    }

    private Optional<Outage> outage(ConnectionId connection) {
        return engine.get(VendorOutages.class).now().stream()
                .filter(outage -> outage.connection().equals(connection))
                .findFirst();
    }

    /** Lets the time pass until the vendor was asked once more. */
    private void askedAgain(ConnectionId connection) {
        int before = engine.vendor(connection).checks.get();
        OutboxWorker worker = engine.get(OutboxWorker.class);
        worker.lookForRecovered();
        engine.clock().advance(TILL_ASKED);
        worker.lookForRecovered();
        Await.until("asked", () -> engine.vendor(connection).checks.get() > before);
    }

    @Test
    void oneConversationsAnswerIsNewsForTheOthersOfItsVendor() {
        ConnectionId connection = EngineFixture.connection();
        ConversationId waits = engine.chat(connection);
        engine.vendor(connection).reachable = false;
        engine.vendor(connection).answers.add(isAway());
        say(waits, "one");
        awaitEvents(waits, "conversation.created", "provider.unavailable");
        say(engine.chat(connection, connection.value() + "other"), "two");
        awaitEvents(waits, "conversation.created", "provider.unavailable", "provider.restored", "message.accepted");
    }

    @Test
    void anAttemptThatBeganBeforeTheNewsTellsWhatItFindsItself() {
        ConnectionId connection = EngineFixture.connection();
        ConversationId slow = engine.chat(connection);
        ScriptedVendor vendor = engine.vendor(connection);
        vendor.reachable = false;
        vendor.answers.add(isAway());
        say(slow, "one");
        awaitEvents(slow, "conversation.created", "provider.unavailable");
        CountDownLatch newsIsOut = new CountDownLatch(1);
        vendor.answers.add(command -> {
            Await.until("news", () -> newsIsOut.getCount() == 0);
            return isAway().apply(command);
        });
        engine.clock().advance(Duration.ofMinutes(10));
        Await.until("a second attempt", () -> vendor.texts().size() == 2);

        ConversationId waits = engine.chat(connection, connection.value() + "waits");
        vendor.answers.add(isAway());
        say(waits, "two");
        awaitEvents(waits, "conversation.created", "provider.unavailable");
        say(engine.chat(connection, connection.value() + "other"), "three");
        awaitEvents(waits, "conversation.created", "provider.unavailable", "provider.restored", "message.accepted");
        newsIsOut.countDown();
        Await.until("the second attempt is over", () -> attempts(slow) == 2);
        assertThat(engine.types(slow)).containsExactly("conversation.created", "provider.unavailable");

        engine.clock().advance(Duration.ofMinutes(10));
        awaitEvents(slow, "conversation.created", "provider.unavailable", "provider.restored", "message.accepted");
    }

    @Test
    void aVendorThatAsksForPatienceIsGivenIt() {
        ConnectionId connection = EngineFixture.connection();
        ConversationId id = engine.chat(connection);
        engine.vendor(connection).answers.add(fails(ProviderException.rateLimited("slow down", Duration.ofMinutes(9))));
        say(id, "one");
        awaitEvents(id, "conversation.created", "provider.unavailable");
        say(engine.chat(connection, connection.value() + "other"), "two");
        Await.until(
                "the other is taken", () -> engine.vendor(connection).texts().size() == 2);
        askedAgain(connection);
        assertThat(engine.types(id)).containsExactly("conversation.created", "provider.unavailable");
        assertThat(engine.vendor(connection).texts()).containsExactly("one", "two");
    }

    @Test
    void anUncertainMessageWhoseEchoComesWasTaken() {
        ConnectionId connection = EngineFixture.echoing();
        ConversationId id = engine.chat(connection);
        engine.vendor(connection).answers.add(uncertain());
        say(id, "perhaps");
        awaitEvents(id, "conversation.created", "provider.unavailable");
        echo(connection, " perhaps ");
        awaitEvents(id, "conversation.created", "provider.unavailable", "provider.restored", "message.accepted");
        assertThat(engine.vendor(connection).texts()).containsExactly("perhaps");
        assertThat(engine.inbox(connection)).containsExactly("done/echo");
    }

    @Test
    void anUncertainMessageWithoutAnEchoFailsAndIsNotRepeated() {
        ConnectionId connection = EngineFixture.echoing();
        ConversationId id = engine.chat(connection);
        engine.vendor(connection).answers.add(uncertain());
        say(id, "perhaps");
        say(id, "next");
        awaitEvents(id, "conversation.created", "provider.unavailable");
        echo(connection, "something else");
        engine.clock().advance(Duration.ofSeconds(3));
        Await.until("the next goes out", () -> engine.types(id).contains("message.accepted"));
        assertThat(engine.types(id)).contains("message.failed");
        assertThat(engine.log(id)).anySatisfy(event -> assertThat(event.data()).contains("\"reason\":\"uncertain\""));
        assertThat(engine.vendor(connection).texts()).containsExactly("perhaps", "next");
    }

    @Test
    void anEchoThatOvertakesItsAnswerCountsWhenTheAnswerIsLost() {
        ConnectionId connection = EngineFixture.echoing();
        ConversationId id = engine.chat(connection);
        engine.vendor(connection).answers.add(_ -> {
            echo(connection, "perhaps");
            Await.until("echo", () -> engine.inbox(connection).equals(List.of("done/echo")));
            throw new ProviderException(ProviderException.Kind.UNCERTAIN, "the line was cut");
        });
        say(id, "perhaps");
        awaitEvents(id, "conversation.created", "provider.unavailable", "provider.restored", "message.accepted");
        assertThat(engine.vendor(connection).texts()).containsExactly("perhaps");
    }

    private long attempts(ConversationId id) {
        return engine.sql()
                .first(
                        "select count(*) from outbox_attempt a join outbox o on o.id = a.outbox_id"
                                + " where o.conversation_id = ?",
                        row -> row.getLong(1),
                        id.value())
                .orElseThrow();
    }

    private static Function<ProviderCommand, CommandReceipt> uncertain() {
        return fails(new ProviderException(ProviderException.Kind.UNCERTAIN, "the line was cut"));
    }

    private void echo(ConnectionId connection, String text) {
        engine.get(Inbox.class).store(connection, engine.delivery("echo v-" + connection.value() + " e1 " + text), "");
    }
}
