package io.visavis.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.ConversationState;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.LikelyEnds;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has a chat by the vendor's clock has it, in whatever order the vendor tells, on whatever database. */
abstract class LateNewsContract {
    private final EngineFixture engine;
    private final ConnectionId connection = EngineFixture.reopening();
    private final String vendorId = "v-" + connection.value();
    private final ConversationId id;
    private final Instant began;
    private int told;

    LateNewsContract(Database database) {
        this.engine = EngineFixture.shared(database);
        this.id = engine.chat(connection, vendorId);
        this.began = engine.clock().instant();
    }

    /** The vendor's news of so many seconds behind the beginning, taken in before the next is told. */
    private void tell(String kind, int seconds, String agent) {
        told++;
        String script = kind + " " + vendorId + " " + agent + "@n" + told + " " + began.plusSeconds(seconds);
        engine.get(Inbox.class).store(connection, engine.delivery(script), "");
        Await.until(
                "taken in",
                () -> engine.inbox(connection).size() == told
                        && engine.inbox(connection).stream().allMatch("done"::equals));
    }

    private void tell(String kind, int seconds) {
        tell(kind, seconds, "nobody");
    }

    private void assertStands(ConversationState state, @Nullable String agent) {
        engine.clock().advance(Duration.ofSeconds(16));
        engine.get(LikelyEnds.class).endWhatIsDue();
        Conversation now = engine.get(Conversations.class).find(id).orElseThrow();
        assertThat(now.state()).isEqualTo(state);
        assertThat(now.agentId()).isEqualTo(agent);
    }

    @Test
    void whoCameBeforeItWaitedAnewHasItNoMore() {
        tell("queuedAt", 1);
        tell("endedAt", 3);
        tell("queuedAt", 4);

        tell("joinedAt", 2, "agent-1");

        assertStands(ConversationState.QUEUED, null);
        tell("joinedAt", 5, "agent-2");
        assertStands(ConversationState.ACTIVE, "agent-2");
    }

    /** How long it will be is ours to look up and to tell, by our clock, and says nothing of who has it. */
    @Test
    void whoCameBeforeWeToldOfTheWaitHasIt() {
        tell("queuedAt", 1);
        engine.clock().advance(Duration.ofSeconds(3));
        engine.unitOfWork().commit(() -> engine.get(ConversationLog.class).append(id, waits(41)));

        tell("joinedAt", 2, "agent-1");

        assertStands(ConversationState.ACTIVE, "agent-1");
    }

    private static NewEvent waits(long seconds) {
        return NewEvent.of(Actor.system(), new EventData.QueueUpdated(null, null, null, seconds, "estimated"));
    }

    @Test
    void whatWasSaidBeforeItWaitedAnewIsKeptAndTellsOfNobodyWhoIsThere() {
        tell("queuedAt", 1);
        tell("endedAt", 3);
        tell("queuedAt", 4);

        tell("earlier", 2);

        assertThat(engine.texts(id)).containsExactly("said before");
        assertStands(ConversationState.QUEUED, null);
    }

    @Test
    void aTransferThatIsDoneIsNotWaitedForAgain() {
        tell("joinedAt", 1, "agent-1");
        tell("joinedAt", 3, "agent-2");

        tell("transferAt", 2);

        assertStands(ConversationState.ACTIVE, "agent-2");
        assertThat(engine.types(id)).doesNotContain("conversation.transferring");
        tell("transferAt", 4);
        assertStands(ConversationState.TRANSFERRING, "agent-2");
    }

    @Test
    void aTransferThatIsToldBehindTheLeavingIsOne() {
        tell("joinedAt", 1, "agent-1");
        tell("agentLeftAt", 3, "agent-1");

        tell("transferAt", 2);

        assertStands(ConversationState.TRANSFERRING, null);
    }

    @Test
    void whoLeftBeforeItWaitedAnewLeavesItWaiting() {
        tell("joinedAt", 1, "agent-1");
        tell("queuedAt", 3);

        tell("agentLeftAt", 2, "agent-1");

        assertStands(ConversationState.QUEUED, null);
        tell("joinedAt", 4, "agent-1");
        assertStands(ConversationState.ACTIVE, "agent-1");
    }

    /** A vendor tells of one person who comes in several ways, and they may arrive together. */
    @ParameterizedTest
    @ValueSource(strings = {"agent-1", "agent-2"})
    void whoComesAfterItWaitedAnewComesOnceHoweverOftenTold(String next) {
        tell("joinedAt", 1, "agent-1");
        tell("agentLeftAt", 2, "agent-1");
        tell("queuedAt", 3);

        tell("joinedTwiceAt", 4, next);

        assertThat(engine.types(id)).filteredOn("agent.joined"::equals).hasSize(2);
        assertStands(ConversationState.ACTIVE, next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent-1", "agent-2"})
    void whoLeftBeforeAnAgentCameTakesNobodyAway(String next) {
        tell("joinedAt", 1, "agent-1");
        tell("queuedAt", 3);
        tell("joinedAt", 4, next);

        tell("agentLeftAt", 2, "agent-1");

        assertStands(ConversationState.ACTIVE, next);
        tell("agentLeftAt", 5, next);
        assertStands(ConversationState.ENDED, null);
    }

    /** The queue and the leaving are one step of the vendor's, told in whatever order. */
    @Test
    void whatWaitsAnewAtTheMomentOfTheLeavingIsNotOver() {
        tell("joinedAt", 1, "agent-1");
        tell("queuedAt", 3);

        tell("agentLeftAt", 3, "agent-1");

        assertStands(ConversationState.QUEUED, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agentLeftAt", "queuedAt", "endedAt"})
    void whoCameBackIsThereThoughWhatWasBetweenIsToldLast(String between) {
        tell("joinedAt", 1, "agent-1");
        tell("joinedAt", 4, "agent-1");

        tell(between, 3, "agent-1");

        assertThat(engine.types(id)).filteredOn("agent.joined"::equals).hasSize(1);
        assertStands(ConversationState.ACTIVE, "agent-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"joinedAt", "earlier"})
    void whoLeftBeforeWeHeardOfTheComingIsNotThere(String coming) {
        tell("agentLeftAt", 3, "agent-1");

        tell(coming, 2, "agent-1");

        assertThat(engine.types(id)).containsSubsequence("agent.joined", "agent.left");
        assertStands(ConversationState.ENDED, null);
    }

    @Test
    void whoLeftBeforeWeHeardOfTheComingMayBeFollowedByAQueue() {
        tell("agentLeftAt", 3, "agent-1");
        tell("joinedAt", 2, "agent-1");

        tell("queuedAt", 4);

        assertStands(ConversationState.QUEUED, null);
        tell("joinedAt", 5, "agent-1");
        assertStands(ConversationState.ACTIVE, "agent-1");
    }

    @Test
    void whoTookOverAndLeftBeforeWeHeardOfTheComingLeavesNobodyBehind() {
        tell("joinedAt", 1, "agent-2");
        tell("agentLeftAt", 3, "agent-1");

        tell("joinedAt", 2, "agent-1");

        assertStands(ConversationState.ENDED, null);
    }
}
