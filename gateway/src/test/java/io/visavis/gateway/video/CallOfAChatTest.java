package io.visavis.gateway.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationReaction;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a chat's own events mean for its call: the assignment binds a room to it, the end ends the call (contract 3.8 and 4.3). */
@MicronautTest(transactional = false)
@Property(name = CallFixture.ON, value = "true")
@Property(name = "visavis.public-url", value = "https://gateway.example")
@Property(name = "visavis.rate-limits", value = "off")
class CallOfAChatTest extends CallClient {

    private static final Duration GRACE = Duration.ofSeconds(10);

    @Inject
    List<ConversationReaction> reactions;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    TimerWorker timers;

    @Test
    void a_call_outlives_its_chat_for_the_grace_time_while_the_agent_is_in_the_room() throws Exception {
        Conversation chat = chats.add("cnv_grace", "i-grace");
        Answer links = facade(input("i-grace", ""));
        Answer visitor = visitorIn(chat, links);
        Answer agent = agentIn(links);

        happens(chat, EventData.ConversationEnded.forGood("agent", null));
        pass(GRACE.minusSeconds(1));
        assertThat(call(visitor, "/quality", "{\"connectionId\":\"v1\",\"level\":\"good\"}")
                        .status())
                .isEqualTo(204);
        assertThat(redeem("resumeSecret", agent.text("resumeSecret")).status()).isEqualTo(200);
        assertThat(chats.eventsOf(chat)).doesNotContain("CallEnded");

        pass(Duration.ofSeconds(1));
        assertThat(redeem("resumeSecret", agent.text("resumeSecret")).text("type"))
                .endsWith("room-closed");
        assertThat(ended(chat).reason()).isEqualTo("conversation-ended");
    }

    @Test
    void without_the_agent_in_the_room_the_call_ends_with_its_chat() throws Exception {
        Conversation chat = chats.add("cnv_alone", "i-alone");
        Answer visitor = visitorIn(chat, facade(input("i-alone", "")));

        happens(chat, EventData.ConversationEnded.forGood("agent", null));
        pass(Duration.ZERO);

        assertThat(redeem("resumeSecret", visitor.text("resumeSecret")).text("type"))
                .endsWith("room-closed");
        assertThat(ended(chat).reason()).isEqualTo("conversation-ended");
    }

    @Test
    void a_room_made_before_any_chat_is_bound_when_an_agent_is_assigned() throws Exception {
        Answer links = facade(input("i-early", ""));
        Conversation chat = chats.add("cnv_early", null);
        facade(input("i-early", ""));
        assertThat(chats.eventsOf(chat)).isEmpty();

        Conversation assigned = chats.add("cnv_early", "i-early");
        happens(assigned, new EventData.AgentJoined("agent-7", "Ada", "i-early"));
        pass(Duration.ZERO);

        // Nobody rings before there is somebody to talk to.
        assertThat(chats.eventsOf(chat)).isEmpty();
        Answer agent = agentIn(links);
        assertThat(agent.text("conversationId")).isEqualTo("cnv_early");
        assertThat(chats.eventsOf(chat)).containsExactly("CallOffered", "CallJoined");
    }

    @Test
    void an_agent_who_waits_in_the_room_is_offered_as_soon_as_the_chat_is_known() throws Exception {
        Answer links = facade(input("i-waiting", ""));
        Answer agent = agentIn(links);
        assertThat(agent.text("conversationId")).isEqualTo("null");

        Conversation chat = chats.add("cnv_waiting", "i-waiting");
        happens(chat, new EventData.AgentJoined("agent-7", "Ada", "i-waiting"));
        pass(Duration.ZERO);

        assertThat(chats.events.get(chat.id()))
                .singleElement()
                .isInstanceOfSatisfying(
                        EventData.CallOffered.class,
                        offered -> assertThat(offered.roomId()).isEqualTo(links.text("roomId")));
        Answer visitor = visitorIn(chat, links);
        assertThat(visitor.text("conversationId")).isEqualTo("cnv_waiting");
    }

    @Test
    void an_assignment_of_another_interaction_binds_nothing() throws Exception {
        Answer agent = agentIn(facade(input("i-mine", "")));
        Conversation other = chats.add("cnv_stranger", "i-strange");

        happens(other, new EventData.AgentJoined("agent-7", "Ada", "i-strange"));
        pass(Duration.ZERO);

        assertThat(chats.eventsOf(other)).isEmpty();
        assertThat(redeem("resumeSecret", agent.text("resumeSecret")).text("conversationId"))
                .isEqualTo("null");
    }

    @Test
    void an_interaction_that_is_a_conversations_own_id_binds_as_well() throws Exception {
        Conversation chat = chats.add("cnv_own", null);

        Answer links = facade(input("cnv_own", ""));

        assertThat(chats.eventsOf(chat)).containsExactly("CallOffered");
        assertThat(agentIn(links).text("conversationId")).isEqualTo("cnv_own");
    }

    /** As the log does: in the commit that writes the event. */
    private void happens(Conversation chat, EventData event) {
        unitOfWork.commit(() -> reactions.forEach(reaction -> reaction.react(chat, event)));
    }

    private EventData.CallEnded ended(Conversation chat) {
        return (EventData.CallEnded) chats.events.get(chat.id()).getLast();
    }

    private void pass(Duration time) {
        clock.advance(time);
        timers.doDue();
    }
}
