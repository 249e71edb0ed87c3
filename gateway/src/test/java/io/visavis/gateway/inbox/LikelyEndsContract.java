package io.visavis.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.conversation.LikelyEnds;
import io.visavis.gateway.conversation.VendorIds;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.kernel.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A chat that its last agent has left is over, unless there is a sign of life in time, on whatever database. */
abstract class LikelyEndsContract extends DeliveriesContract {

    LikelyEndsContract(Database database) {
        super(database);
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
    void aQueueOfTheMomentOfTheLeavingCountsInOneBatchToo() {
        ConversationId id = engine.chat(connection, null);
        deliver("joined " + vendorId + " j1 agent-1");
        deliver("queued " + vendorId + " q1 Sales");
        deliver("left " + vendorId + " l1 agent-1");
        awaitInbox("held", "held", "held");
        engine.unitOfWork().commit(() -> engine.get(VendorIds.class).bind(id, vendorId));
        awaitInbox("done", "done", "done");
        engine.clock().advance(Duration.ofSeconds(16));
        engine.get(LikelyEnds.class).endWhatIsDue();
        assertThat(engine.types(id)).endsWith("agent.left", "conversation.queued");
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
}
