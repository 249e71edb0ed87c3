package io.visavis.gateway.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.video.engine.EngineEvent;
import io.visavis.gateway.video.engine.Track;
import io.visavis.gateway.video.room.ParticipantId;
import io.visavis.gateway.video.room.RoomId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A media server between the people, as browsers and the chat notice it. */
@MicronautTest(transactional = false)
@Property(name = CallFixture.ON, value = "true")
@Property(name = FakeSfu.ON, value = "true")
@Property(name = "visavis.call.engine", value = FakeSfu.ID)
@Property(name = "visavis.public-url", value = "https://gateway.example")
@Property(name = "visavis.rate-limits", value = "off")
class CallEngineTest extends CallClient {

    @Inject
    FakeSfu sfu;

    @Inject
    TimerWorker timers;

    /** A chat with its call: both let in, each with a page in the room. */
    private record Call(Conversation chat, Answer visitor, Answer agent, String position) {
        RoomId room() {
            return new RoomId(visitor.text("roomId"));
        }

        ParticipantId visitorId() {
            return new ParticipantId(visitor.text("participantId"));
        }

        ParticipantId agentId() {
            return new ParticipantId(agent.text("participantId"));
        }
    }

    @AfterEach
    void reachable() {
        sfu.down = false;
    }

    @Test
    void a_join_grant_brings_the_servers_address_and_a_token_of_ones_own() throws Exception {
        Call call = begin("grant");

        assertThat(call.visitor().text("mode")).isEqualTo("server");
        assertThat(call.visitor().body().get("server"))
                .isEqualTo(Map.of("url", "wss://sfu.example", "token", "token-of-" + call.visitorId()));
        assertThat(sfu.asked).contains("open " + call.room(), "admit visitor", "admit agent");
        Answer again = redeem("resumeSecret", call.visitor().text("resumeSecret"));
        assertThat(again.body().get("server")).isEqualTo(call.visitor().body().get("server"));
    }

    @Test
    void what_the_server_sees_is_told_in_the_chat() throws Exception {
        Call call = begin("story");
        assertThat(chats.eventsOf(call.chat()))
                .containsExactly("CallOffered", "CallAccepted", "CallJoined", "CallJoined");

        sfu.says(new EngineEvent.Joined(call.room(), call.visitorId()));
        sfu.says(new EngineEvent.MediaUp(call.room(), call.visitorId(), Track.AUDIO));
        sfu.says(new EngineEvent.MediaUp(call.room(), call.agentId(), Track.VIDEO));
        clock.advance(Duration.ofSeconds(7));
        sfu.says(new EngineEvent.MediaLost(call.room(), call.visitorId(), Track.VIDEO));
        clock.advance(Duration.ofSeconds(7));
        sfu.says(new EngineEvent.Quality(call.room(), call.visitorId(), "fair", "loss"));
        sfu.says(new EngineEvent.Left(call.room(), call.visitorId()));
        sfu.says(new EngineEvent.Left(call.room(), call.visitorId()));
        sfu.says(new EngineEvent.Ended(call.room(), "idle"));

        assertThat(chats.events.get(call.chat().id()).stream().skip(4))
                .containsExactly(
                        new EventData.CallQuality(call.room().value(), "visitor", "poor", "reconnecting"),
                        new EventData.CallQuality(call.room().value(), "visitor", "fair", "loss"),
                        new EventData.CallLeft(call.room().value(), "visitor", "left"),
                        new EventData.CallLeft(call.room().value(), "agent", "idle"),
                        new EventData.CallEnded(call.room().value(), "idle", 14));
        assertThat(redeem("resumeSecret", call.agent().text("resumeSecret")).text("type"))
                .endsWith("room-closed");
    }

    @Test
    void somebody_without_a_page_counts_when_the_server_sees_them() throws Exception {
        Conversation chat = chats.add("cnv_phone", "i-phone");
        Answer agent = agentBy(facade(input("i-phone", "")));
        RoomId room = new RoomId(agent.text("roomId"));
        ParticipantId person = new ParticipantId(agent.text("participantId"));

        sfu.says(new EngineEvent.Joined(room, person));
        sfu.says(new EngineEvent.Joined(room, person));
        sfu.says(new EngineEvent.Left(room, person));

        assertThat(chats.eventsOf(chat)).containsExactly("CallOffered", "CallJoined", "CallLeft");
    }

    @Test
    void words_about_rooms_and_people_that_are_not_there_change_nothing() throws Exception {
        Call call = begin("strange");
        Call other = begin("strange-other");

        sfu.says(new EngineEvent.Joined(new RoomId("room_none"), call.visitorId()));
        sfu.says(new EngineEvent.Left(call.room(), new ParticipantId("per_none")));
        sfu.says(new EngineEvent.Left(other.room(), call.visitorId()));
        sfu.says(new EngineEvent.RoomLost(new RoomId("room_none")));

        assertThat(chats.eventsOf(call.chat())).hasSize(4);
        assertThat(chats.eventsOf(other.chat())).hasSize(4);
    }

    @Test
    void signals_go_to_the_server_and_come_from_it() throws Exception {
        Call call = begin("signals");
        String offer =
                "{\"connectionId\":\"v-signals\",\"signals\":[{\"id\":\"s1\",\"to\":\"engine\",\"type\":\"description\","
                        + "\"data\":{\"pc\":\"a\"}}]}";

        assertThat(call(call.visitor(), "/signals", offer).status()).isEqualTo(202);
        assertThat(sfu.asked).contains("signal description {\"pc\":\"a\"}");
        sfu.says(new EngineEvent.RecordingState(call.room(), "rec-1", "recording"));
        sfu.says(new EngineEvent.SignalTo(call.room(), call.visitorId(), "description", "{\"pc\":\"b\"}"));

        assertThat(stream(call.visitor(), "v-signals", call.position(), 2))
                .satisfiesExactly(
                        recording -> assertThat(recording).contains("\"recording\"", "\"state\":\"recording\""),
                        answer -> assertThat(answer).contains("\"description\"", "\"pc\":\"b\"", "\"from\":null"));
    }

    @Test
    void a_server_out_of_reach_spends_no_ticket_and_says_so() throws Exception {
        Answer links = facade(input("i-down", ""));
        sfu.down = true;
        Answer refused = redeem("ticket", ticket(links));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text("type")).endsWith("call-engine-unavailable");

        sfu.down = false;
        assertThat(redeem("ticket", ticket(links)).status()).isEqualTo(200);
        assertThat(redeem("ticket", ticket(links)).text("type")).endsWith("ticket-used");
    }

    @Test
    void whoever_leaves_is_put_out_and_whoever_hangs_up_closes_the_servers_room() throws Exception {
        Call call = begin("leave");
        call(call.agent(), "/leave", "{\"connectionId\":\"a-leave\",\"reason\":\"left\"}");
        timers.doDue();
        assertThat(sfu.asked).contains("remove " + call.agentId()).doesNotContain("remove " + call.visitorId());

        call(call.visitor(), "/leave", "{\"connectionId\":\"v-leave\",\"reason\":\"hangup\"}");
        timers.doDue();
        assertThat(sfu.asked).contains("close " + call.room() + " visitor");
    }

    @Test
    void a_room_the_server_forgot_is_opened_again_and_its_pages_enter_anew() throws Exception {
        Call call = begin("lost");
        sfu.asked.clear();
        sfu.says(new EngineEvent.RoomLost(call.room()));

        assertThat(sfu.asked).containsExactly("open " + call.room());
        assertThat(call(call.visitor(), "/quality", "{\"connectionId\":\"v-lost\",\"level\":\"good\"}")
                        .text("type"))
                .endsWith("connection-gone");
        assertThat(enter(call.visitor(), "v-again").status()).isEqualTo(200);
        assertThat(chats.eventsOf(call.chat())).as("nobody has left").hasSize(4);
    }

    private Call begin(String name) throws Exception {
        Conversation chat = chats.add("cnv_" + name, "i-" + name);
        Answer links = facade(input("i-" + name, ""));
        Answer visitor = visitorOf(chat, links);
        Answer agent = agentBy(links);
        enter(agent, "a-" + name);
        Answer welcome = enter(visitor, "v-" + name);
        return new Call(chat, visitor, agent, welcome.text("position"));
    }
}
