package io.visavis.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.outbox.OutboundCommand;
import io.visavis.gateway.outbox.Outbox;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ProviderCommand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A vendor's names and ids are as long as the vendor likes: nothing is parked for it and no two become one. */
abstract class LongVendorValuesContract {
    private static final String LONG = "\u00ae" + "x".repeat(6000);

    private final EngineFixture engine;
    private final HttpCalls http;
    private final ConnectionId connection = EngineFixture.connection();
    private final String vendorId = "v-" + connection.value() + LONG;
    private int deliveries;

    LongVendorValuesContract(Database database) {
        this.engine = EngineFixture.shared(database);
        this.http = new HttpCalls(engine.address());
    }

    private void deliver(String script) {
        HttpCalls.Answer answer = http.send(
                "POST",
                "/api/scripted/" + connection.value() + "/conversations/events/nr" + deliveries,
                "\"" + script + "\"",
                "Authorization",
                "Bearer any");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        deliveries++;
        Await.until(
                "worked off",
                () -> engine.inbox(connection).equals(new ArrayList<>(Collections.nCopies(deliveries, "done"))));
    }

    private Conversation conversation(ConversationId id) {
        return engine.get(Conversations.class).find(id).orElseThrow();
    }

    private Actor speaker(ConversationId id) {
        return engine.log(id).getLast().actor();
    }

    @Test
    void aLongIdOfTheConversationIsItsIdForTheVendor() {
        ConversationId id = engine.chat(connection, vendorId);
        deliver("say " + vendorId + " m1" + LONG + " hello");
        deliver("say " + vendorId + " m2" + LONG + " again");

        assertThat(engine.texts(id)).containsExactly("hello", "again");
        engine.unitOfWork()
                .commit(() -> engine.get(Outbox.class)
                        .enqueue(id, new OutboundCommand.Message("msg_1", "answer", List.of())));
        Await.until("sent", () -> !engine.vendor(connection).sent.isEmpty());
        assertThat(((ProviderCommand.SendMessage) engine.vendor(connection).sent.getFirst())
                        .conversation()
                        .vendorId())
                .isEqualTo(vendorId);
    }

    @Test
    void theSameLongMessageIdTwiceIsOneMessage() {
        ConversationId id = engine.chat(connection, vendorId);
        deliver("say " + vendorId + " m" + LONG + " hello");
        deliver("say " + vendorId + " m" + LONG + " hello, said again");

        assertThat(engine.texts(id)).containsExactly("hello");
    }

    @Test
    void anAgentWithALongNameJoinsOnceAndLeaves() {
        ConversationId id = engine.chat(connection, vendorId);
        deliver("join " + vendorId + " Ada" + LONG + " i1" + LONG);
        deliver("join " + vendorId + " Ada" + LONG + " i1" + LONG);

        assertThat(engine.types(id)).containsExactly("conversation.created", "agent.joined");
        assertThat(conversation(id).agentName())
                .startsWith("Ada")
                .endsWith("\u2026")
                .hasSize(500);
        assertThat(speaker(id).name()).isEqualTo(conversation(id).agentName());

        deliver("join " + vendorId + " Bob" + LONG + " i2" + LONG);
        deliver("leave " + vendorId + " Bob" + LONG);

        assertThat(engine.types(id))
                .containsExactly("conversation.created", "agent.joined", "agent.left", "agent.joined", "agent.left");
        assertThat(conversation(id).agentName()).isNull();
    }

    @Test
    void aLongInteractionFindsItsConversationAndALongFileIsKept() {
        ConversationId id = engine.chat(connection, vendorId);
        deliver("join " + vendorId + " Ada" + LONG + " i" + connection.value() + LONG);
        deliver("file i" + connection.value() + LONG + " f" + LONG + " report" + LONG);

        assertThat(engine.types(id)).endsWith("message.created");
        assertThat(engine.sql()
                        .query(
                                "select vendor_attachment_id from vendor_file where conversation_id = ?",
                                row -> row.getString(1),
                                id.value()))
                .containsExactly("f" + LONG);
    }

    @Test
    void aConversationThatAnAgentOpensMayHaveLongValues() {
        deliver("open " + vendorId + " " + LONG + "@example.org Ada" + LONG);
        deliver("say " + vendorId + " m1 hello");

        ConversationId id = engine.unitOfWork()
                .commit(() -> engine.get(Conversations.class).idByVendorId(connection, vendorId))
                .orElseThrow();
        assertThat(engine.texts(id)).containsExactly("hello");
    }

    @Test
    void aLongReferenceOfWhatWasSentTellsItsEcho() {
        ConversationId id = engine.chat(connection, vendorId);
        engine.vendor(connection).answers.add(_ -> CommandReceipt.of("r" + LONG));
        engine.unitOfWork()
                .commit(() ->
                        engine.get(Outbox.class).enqueue(id, new OutboundCommand.Message("msg_2", "mine", List.of())));
        Await.until("accepted", () -> engine.types(id).contains("message.accepted"));

        assertThat(http.send(
                                "POST",
                                "/api/scripted/" + connection.value() + "/conversations/events",
                                "\"say " + vendorId + " r" + LONG + " mine\"",
                                "Authorization",
                                "Bearer any")
                        .status())
                .isEqualTo(200);
        Await.until("known as an echo", () -> engine.inbox(connection).equals(List.of("done/echo")));
        assertThat(engine.texts(id)).isEmpty();
    }
}
