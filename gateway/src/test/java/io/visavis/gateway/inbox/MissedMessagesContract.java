package io.visavis.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.EventType;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.ScriptedVendor;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.plugin.ConnectionServed;
import io.visavis.spi.Author;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a vendor's transcript has and we have not comes into the log once, on whatever database. */
abstract class MissedMessagesContract extends DeliveriesContract {

    MissedMessagesContract(Database database) {
        super(database);
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
}
