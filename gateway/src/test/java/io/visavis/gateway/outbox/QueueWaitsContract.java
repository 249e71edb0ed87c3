package io.visavis.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.engine.ScriptedVendor;
import io.visavis.gateway.inbox.Inbox;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What visitors who wait in a queue are told of their wait. */
abstract class QueueWaitsContract {
    private static final String CREATED = "conversation.created";
    private static final String QUEUED = "conversation.queued";
    private static final String UPDATED = "conversation.queue-updated";

    private final EngineFixture engine;
    private final ConnectionId connection = EngineFixture.connection();
    private final ScriptedVendor vendor;

    QueueWaitsContract(Database database) {
        this.engine = EngineFixture.shared(database);
        this.vendor = engine.vendor(connection);
    }

    private ConversationId queued(String vendorId) {
        ConversationId id = engine.chat(connection, vendorId);
        deliver("queued " + vendorId + " q1 Sales");
        Await.until("queued", () -> engine.types(id).equals(List.of(CREATED, QUEUED)));
        return id;
    }

    private void deliver(String script) {
        engine.get(Inbox.class).store(connection, engine.delivery(script), "");
    }

    private void toldToWait(long seconds) {
        vendor.waits.put("q-1", seconds);
        engine.get(QueueWaits.class).tell();
    }

    private String last(ConversationId id) {
        return engine.log(id).getLast().data();
    }

    @Test
    void theWaitIsToldWithItsConfidenceAndAgainWhenItReadsDifferently() {
        ConversationId id = queued(connection.value() + "-1");
        toldToWait(130);
        assertThat(engine.types(id)).containsExactly(CREATED, QUEUED, UPDATED);
        assertThat(last(id))
                .contains("\"queueId\":\"q-1\"", "\"queueName\":\"Sales\"", "\"waitSeconds\":130")
                .contains("\"confidence\":\"estimated\"");

        toldToWait(140);
        assertThat(engine.types(id)).as("still three minutes").hasSize(3);

        toldToWait(40);
        assertThat(last(id)).contains("\"waitSeconds\":40");

        vendor.waits.clear();
        engine.get(QueueWaits.class).tell();
        assertThat(last(id)).contains("\"confidence\":\"unknown\"").doesNotContain("waitSeconds");
        engine.get(QueueWaits.class).tell();
        assertThat(engine.types(id)).hasSize(5);
    }

    @Test
    void aQueueIsAskedForOnceHoweverManyWaitInIt() {
        List<ConversationId> ids = List.of(
                queued(connection.value() + "-1"),
                queued(connection.value() + "-2"),
                queued(connection.value() + "-3"));
        int before = vendor.waitsAsked.get();
        toldToWait(60);
        assertThat(vendor.waitsAsked.get() - before).isEqualTo(1);
        assertThat(ids).allSatisfy(id -> assertThat(last(id)).contains("\"waitSeconds\":60"));
    }

    /** Of the same connection: one begins, one goes on in both directions. */
    @Test
    void chatsKeepTheirPaceWhileTheVendorHangsOverAQuestion() throws InterruptedException {
        String first = connection.value() + "-1";
        ConversationId waits = queued(first);
        vendor.waits.put("q-1", ScriptedVendor.HANGS);
        Thread round =
                Thread.ofVirtual().start(() -> engine.get(QueueWaits.class).tell());
        try {
            Await.until("asked", () -> vendor.waitsAsked.get() > 0);

            queued(connection.value() + "-2");
            engine.unitOfWork()
                    .commit(() -> engine.get(Outbox.class)
                            .enqueue(waits, new OutboundCommand.Message("msg_1", "Is anybody there?", List.of())));
            Await.until("sent", () -> vendor.texts().contains("Is anybody there?"));
            deliver("say " + first + " m1 Good morning");
            Await.until("heard", () -> engine.texts(waits).contains("Good morning"));
            assertThat(round.isAlive()).as("still asking").isTrue();
        } finally {
            vendor.waits.clear();
            vendor.gate.countDown();
        }
        round.join();
    }

    @Test
    void whoHasAnAgentIsToldNothingAndAVendorThatFailsNeither() {
        ConversationId served = queued(connection.value() + "-1");
        ConversationId waits = queued(connection.value() + "-2");
        deliver("joined " + connection.value() + "-1 j1 agent-1");
        Await.until("joined", () -> engine.types(served).contains("agent.joined"));
        toldToWait(-1);
        assertThat(engine.types(waits)).containsExactly(CREATED, QUEUED);

        toldToWait(600);
        assertThat(engine.types(served)).doesNotContain(UPDATED);
        assertThat(last(waits)).contains("\"waitSeconds\":600");
    }
}
