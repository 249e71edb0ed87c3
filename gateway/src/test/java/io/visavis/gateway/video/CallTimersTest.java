package io.visavis.gateway.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.video.room.CallKind;
import io.visavis.gateway.video.room.RoomId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens by itself, and when: the clock moves by hand and the workers look when told. */
@MicronautTest(transactional = false)
@Property(name = CallFixture.ON, value = "true")
@Property(name = "visavis.public-url", value = "https://gateway.example")
@Property(name = "visavis.link-hosts", value = "video.example")
@Property(name = "visavis.rate-limits", value = "off")
class CallTimersTest extends CallClient {

    private static final Duration OFFER = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration EMPTY = Duration.ofMinutes(2);

    @Inject
    TimerWorker timers;

    @Inject
    SilenceWatch silence;

    @Test
    void an_offer_nobody_answers_is_missed_and_the_next_link_opens_another() throws Exception {
        Conversation chat = chats.add("cnv_missed", "i-missed");
        Answer links = facade(input("i-missed", ""));
        pass(OFFER.minusSeconds(1));
        assertThat(chats.eventsOf(chat)).containsExactly("CallOffered");

        pass(Duration.ofSeconds(2));
        assertThat(chats.eventsOf(chat)).containsExactly("CallOffered", "CallMissed");

        agentBy(links);
        assertThat(chats.eventsOf(chat)).containsExactly("CallOffered", "CallMissed", "CallOffered");
    }

    @Test
    void an_answered_offer_is_never_missed() throws Exception {
        Conversation chat = chats.add("cnv_answered", "i-answered");
        Answer links = facade(input("i-answered", ""));
        calls.accept(chat, new RoomId(links.text("roomId")), CallKind.VIDEO);
        pass(OFFER.multipliedBy(2));
        assertThat(chats.eventsOf(chat)).containsExactly("CallOffered", "CallAccepted");
    }

    @Test
    void a_room_everybody_has_left_closes_after_its_time_and_not_before() throws Exception {
        Conversation chat = chats.add("cnv_empty", "i-empty");
        Answer agent = agentIn(chat, "i-empty");
        call(agent, "/leave", "{\"connectionId\":\"a1\",\"reason\":\"left\"}");
        pass(EMPTY.minusSeconds(1));
        assertThat(redeem("resumeSecret", agent.text("resumeSecret")).status()).isEqualTo(200);

        pass(Duration.ofSeconds(2));
        assertThat(redeem("resumeSecret", agent.text("resumeSecret")).text("type"))
                .endsWith("room-closed");
    }

    @Test
    void whoever_comes_back_in_time_keeps_the_room() throws Exception {
        Conversation chat = chats.add("cnv_back", "i-back");
        Answer agent = agentIn(chat, "i-back");
        call(agent, "/leave", "{\"connectionId\":\"a1\",\"reason\":\"left\"}");
        pass(EMPTY.minusSeconds(1));
        assertThat(enter(agent, "a2").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(2));
        timers.doDue();
        assertThat(redeem("resumeSecret", agent.text("resumeSecret")).status()).isEqualTo(200);
    }

    @Test
    void a_silent_page_is_away_first_and_lost_after_the_grace_time() throws Exception {
        Conversation chat = chats.add("cnv_silent", "i-silent");
        Answer agent = agentIn(chat, "i-silent");
        clock.advance(Duration.ofSeconds(6));
        silence.look();
        assertThat(call(agent, "/quality", "{\"connectionId\":\"a1\",\"level\":\"good\"}")
                        .status())
                .isEqualTo(204);

        pass(GRACE);
        assertThat(call(agent, "/quality", "{\"connectionId\":\"a1\",\"level\":\"good\"}")
                        .text("type"))
                .endsWith("connection-gone");
        assertThat(chats.eventsOf(chat)).endsWith("CallLeft");
    }

    @Test
    void leaving_says_what_it_means() throws Exception {
        Conversation chat = chats.add("cnv_leave", "i-leave");
        Answer links = facade(input("i-leave", ""));
        Answer visitor = visitorIn(chat, links);
        Answer agent = agentBy(links);
        Answer present = enter(agent, "a1");

        assertThat(post(
                                "/api/call/v1/rooms/" + visitor.text("roomId") + "/leave",
                                null,
                                "{\"connectionId\":\"v1\",\"reason\":\"pagehide\",\"callToken\":\""
                                        + visitor.text("callToken") + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(stream(agent, "a1", present.text("position"), 1).getFirst()).contains("peer-away");
        assertThat(call(agent, "/leave", "{\"connectionId\":\"v1\",\"reason\":\"hangup\"}")
                        .status())
                .as("another's page")
                .isEqualTo(204);
        assertThat(call(agent, "/leave", "{\"connectionId\":\"a1\",\"reason\":\"perhaps\"}")
                        .status())
                .isEqualTo(400);
        assertThat(chats.eventsOf(chat)).doesNotContain("CallEnded");

        call(visitor, "/leave", "{\"connectionId\":\"v1\",\"reason\":\"hangup\"}");
        assertThat(chats.events.get(chat.id()).getLast())
                .isInstanceOfSatisfying(
                        EventData.CallEnded.class,
                        ended -> assertThat(ended.reason()).isEqualTo("visitor"));
    }

    @Test
    void a_weak_line_is_told_to_the_other_side_and_the_log_with_its_reason_and_does_not_flicker() throws Exception {
        Conversation chat = chats.add("cnv_quality", "i-quality");
        Answer links = facade(input("i-quality", ""));
        Answer visitor = visitorIn(chat, links);
        Answer agent = agentBy(links);
        Answer present = enter(agent, "a1");

        measure(visitor, "good", "none");
        assertThat(qualities(chat))
                .as("all is well until somebody says otherwise")
                .isEmpty();
        measure(visitor, "poor", "loss");
        measure(visitor, "poor", "loss");
        clock.advance(Duration.ofSeconds(4));
        measure(visitor, "good", "none");
        clock.advance(Duration.ofSeconds(2));
        measure(visitor, "fair", "cpu");

        assertThat(qualities(chat))
                .containsExactly(
                        new EventData.CallQuality(links.text("roomId"), "visitor", "poor", "loss"),
                        new EventData.CallQuality(links.text("roomId"), "visitor", "fair", "cpu"));
        assertThat(stream(agent, "a1", present.text("position"), 1).getFirst())
                .contains(
                        "\"type\":\"quality\"", "\"connectionId\":\"v1\"", "\"level\":\"poor\"", "\"reason\":\"loss\"");
        assertThat(call(visitor, "/quality", "{\"connectionId\":\"v1\",\"level\":\"awful\"}")
                        .status())
                .isEqualTo(400);
    }

    private void measure(Answer who, String level, String reason) throws Exception {
        assertThat(call(
                                who,
                                "/quality",
                                "{\"connectionId\":\"v1\",\"level\":\"" + level + "\",\"reason\":\"" + reason + "\"}")
                        .status())
                .isEqualTo(204);
    }

    private List<EventData> qualities(Conversation chat) {
        return chats.events.getOrDefault(chat.id(), List.of()).stream()
                .filter(EventData.CallQuality.class::isInstance)
                .toList();
    }

    /** In a call that the visitor has accepted. */
    private Answer agentIn(Conversation chat, String interaction) throws Exception {
        Answer links = facade(input(interaction, ""));
        calls.accept(chat, new RoomId(links.text("roomId")), CallKind.VIDEO);
        return agentIn(links);
    }

    private void pass(Duration time) {
        clock.advance(time);
        silence.look();
        timers.doDue();
    }
}
