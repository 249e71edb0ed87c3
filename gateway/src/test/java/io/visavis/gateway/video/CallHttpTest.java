package io.visavis.gateway.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.video.room.CallKind;
import io.visavis.gateway.video.room.DeviceCheck;
import io.visavis.gateway.video.room.RoomId;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The facade, the tickets and the call API as browsers and vendors see them. */
@MicronautTest(transactional = false)
@Property(name = CallFixture.ON, value = "true")
@Property(name = "visavis.public-url", value = "https://gateway.example")
@Property(name = "visavis.link-hosts", value = "video.example")
@Property(name = "visavis.rate-limits", value = "off")
class CallHttpTest extends CallClient {

    @Inject
    VisitorDevices devices;

    @Test
    void the_facade_called_twice_gives_one_room_and_one_ticket() throws Exception {
        Answer first = facade(input("i-twice", ""));
        Answer second = facade(input("i-twice", ""));

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.text("roomId")).isEqualTo(first.text("roomId"));
        assertThat(second.text("ticketUrl"))
                .isEqualTo(first.text("ticketUrl"))
                .startsWith("https://gateway.example/t/");
        assertThat(first.text("agentUrl"))
                .startsWith("https://gateway.example/a?aid=app_shop&roomId=")
                .contains("&sig=");
        HttpResponse<String> recording =
                get(URI.create(first.text("recordingUrl")).getPath());
        assertThat(recording.statusCode()).isEqualTo(404);
        assertThat(recording.body()).contains("data-problem=\"recording-off\"");
    }

    @Test
    void zero_and_absent_expiry_mean_the_default_and_a_full_origin_is_taken() throws Exception {
        Answer zero = facade(input("i-zero", ",\"ticketExpirationSeconds\":0,\"urlBase\":\"https://video.example/\""));
        clock.advance(Duration.ofHours(3));

        assertThat(zero.text("ticketUrl")).startsWith("https://video.example/t/");
        assertThat(redeem("ticket", ticket(zero)).status()).isEqualTo(200);
    }

    @Test
    void a_bare_host_means_https_and_a_foreign_one_is_refused() throws Exception {
        assertThat(facade(input("i-bare", ",\"urlBase\":\"video.example\"")).text("ticketUrl"))
                .startsWith("https://video.example/t/");
        for (String foreign :
                List.of("evil.example", "https://video.example.evil.example", "https://u@video.example")) {
            Answer refused = facade(input("i-foreign", ",\"urlBase\":\"" + foreign + "\""));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body().get("fields").toString()).contains("urlBase");
        }
    }

    @Test
    void the_facade_lists_every_wrong_field_and_knows_whose_application_it_is() throws Exception {
        Answer wrong = facade("{\"cdestination\":\" \",\"customerId\":7,\"surprise\":1}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().get("fields").toString())
                .contains("applicationId", "cdestination", "customerId", "interactionId", "surprise");
        assertThat(facade("[]").status()).isEqualTo(400);
        assertThat(facade("not json").status()).isEqualTo(400);
        assertThat(facade(input("i", "").replace("app_shop", "app_other")).status())
                .isEqualTo(403);
        assertThat(facade(input("i", "").replace("app_shop", "app_none")).status())
                .isEqualTo(404);
        assertThat(post("/security/facades/room", "bad", input("i", "")).status())
                .isEqualTo(401);
    }

    @Test
    void opening_a_ticket_page_spends_nothing_and_a_hundred_redeemers_are_one_person() throws Exception {
        String ticket = ticket(facade(input("i-spend", "")));
        HttpResponse<String> page = get("/t/" + ticket);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors https://shop.example")
                .doesNotContain("unsafe-inline");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");

        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(() -> redeem("ticket", ticket).status());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : people.invokeAll(all)) {
                statuses.add(answer.get());
            }
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 409).hasSize(99);
        }
        assertThat(get("/t/" + ticket).body()).contains("data-problem=\"ticket-used\"");
    }

    @Test
    void a_ticket_expires_and_a_closed_room_refuses_it() throws Exception {
        Answer shortLived = facade(input("i-expire", ",\"ticketExpirationSeconds\":60"));
        clock.advance(Duration.ofSeconds(61));
        assertThat(redeem("ticket", ticket(shortLived)).text("type")).endsWith("ticket-expired");

        Answer fresh = facade(input("i-expire", ""));
        assertThat(fresh.text("roomId")).isEqualTo(shortLived.text("roomId"));
        assertThat(ticket(fresh)).isNotEqualTo(ticket(shortLived));
        Answer agent = agentBy(fresh);
        call(agent, "/close", "{}");
        assertThat(redeem("ticket", ticket(fresh)).text("type")).endsWith("room-closed");
        assertThat(redeem("resumeSecret", agent.text("resumeSecret")).status()).isEqualTo(410);
    }

    @Test
    void a_forged_agent_link_opens_nothing() throws Exception {
        String query = agentLink(facade(input("i-forge", "")));
        assertThat(redeem("agentLink", query.replace("roomId=room_", "roomId=room_x"))
                        .status())
                .isEqualTo(404);
        assertThat(redeem("agentLink", query + "&utm=1").status()).isEqualTo(200);
        assertThat(redeem("agentLink", "").status()).isEqualTo(404);
        assertThat(redeem("ticket", "nothing").status()).isEqualTo(404);
        assertThat(post("/api/call/v1/redeem", null, "{}").status()).isEqualTo(400);
    }

    @Test
    void signals_reach_only_whom_they_are_for_once_and_again_after_a_resume() throws Exception {
        Answer links = facade(input("i-signal", ""));
        Answer agent = agentBy(links);
        Answer visitor = redeem("ticket", ticket(links));
        String agentPage = UUID.randomUUID().toString();
        String visitorPage = UUID.randomUUID().toString();
        Answer present = enter(agent, agentPage);
        Answer newcomer = enter(visitor, visitorPage);
        assertThat(newcomer.body().get("peers").toString()).contains(agentPage);

        String offer = "{\"connectionId\":\"" + visitorPage + "\",\"signals\":[{\"id\":\"s1\",\"to\":\"" + agentPage
                + "\",\"type\":\"description\",\"data\":{\"pc\":\"a\",\"description\":{\"sdp\":\"v=0\"}}}]}";
        assertThat(call(visitor, "/signals", offer).status()).isEqualTo(202);
        assertThat(call(visitor, "/signals", offer).status()).isEqualTo(202);

        List<String> seen = stream(agent, agentPage, present.text("position"), 2);
        assertThat(seen).hasSize(2);
        assertThat(seen.get(0)).contains("peer-joined", visitorPage);
        assertThat(seen.get(1)).contains("\"type\":\"description\"", "\"pc\":\"a\"");
        assertThat(stream(agent, agentPage, present.text("position"), 2)).isEqualTo(seen);
        assertThat(stream(agent, agentPage, "9999", 1).getFirst()).contains("position-unknown");
    }

    @Test
    void a_token_of_another_room_a_bad_one_and_bad_signals_are_refused() throws Exception {
        Answer mine = redeem("ticket", ticket(facade(input("i-mine", ""))));
        Answer other = redeem("ticket", ticket(facade(input("i-other", ""))));
        String path = "/api/call/v1/rooms/" + other.text("roomId");
        assertThat(post(path + "/connections", mine.text("callToken"), "{\"connectionId\":\"c1\"}")
                        .status())
                .isEqualTo(403);
        assertThat(post(path + "/connections", "nonsense", "{\"connectionId\":\"c1\"}")
                        .status())
                .isEqualTo(401);
        assertThat(call(mine, "/connections", "{\"connectionId\":\"../x\"}").status())
                .isEqualTo(400);
        enter(mine, "c1");
        assertThat(call(
                                mine,
                                "/signals",
                                "{\"connectionId\":\"c1\",\"signals\":[{\"id\":\"a\",\"type\":\"evil\",\"data\":{}}]}")
                        .status())
                .isEqualTo(400);
        String huge = "x".repeat(70_000);
        assertThat(call(
                                mine,
                                "/signals",
                                "{\"connectionId\":\"c1\",\"signals\":[{\"id\":\"a\",\"to\":\"c2\",\"type\":\"description\",\"data\":{\"d\":\""
                                        + huge + "\"}}]}")
                        .status())
                .isEqualTo(400);
        assertThat(call(mine, "/signals", "[]").status()).isEqualTo(400);
        assertThat(call(
                                mine,
                                "/signals",
                                "{\"connectionId\":\"c1\",\"signals\":[{\"id\":5,\"type\":\"media-state\",\"data\":{}}]}")
                        .status())
                .as("a number for a text")
                .isEqualTo(400);
    }

    @Test
    void a_reload_replaces_the_page_and_the_person_stays() throws Exception {
        Answer visitor = redeem("ticket", ticket(facade(input("i-reload", ""))));
        enter(visitor, "first");
        Answer again = redeem("resumeSecret", visitor.text("resumeSecret"));
        assertThat(again.text("participantId")).isEqualTo(visitor.text("participantId"));
        assertThat(enter(again, "second").status()).isEqualTo(200);
        assertThat(call(again, "/quality", "{\"connectionId\":\"first\",\"level\":\"good\"}")
                        .text("type"))
                .endsWith("connection-replaced");
    }

    @Test
    void a_call_offered_in_a_chat_is_accepted_joined_and_ended_in_its_log() throws Exception {
        Conversation chat = chats.add("cnv_story", "i-story");
        Answer links = facade(input("i-story", ""));
        facade(input("i-story", ""));
        assertThat(chats.eventsOf(chat)).containsExactly("CallOffered");

        RoomId room = new RoomId(links.text("roomId"));
        Answer visitor = visitorIn(chat, links);
        Answer agent = agentBy(links);
        Answer present = enter(agent, "a1");
        call(visitor, "/quality", "{\"connectionId\":\"v1\",\"level\":\"good\",\"hasRemoteVideo\":true}");
        clock.advance(Duration.ofSeconds(3));
        String begin = clock.instant().toString();
        call(agent, "/quality", "{\"connectionId\":\"a1\",\"level\":\"good\",\"remoteSilent\":true}");
        assertThat(stream(agent, "a1", present.text("position"), 1).getFirst()).contains("call-started", begin);
        clock.advance(Duration.ofSeconds(42));
        Answer late = enter(agent, "a1");
        assertThat(agent.text("name")).isEqualTo("Ada");
        assertThat(late.body().get("peers").toString()).contains("name=Maria");
        assertThat(late.text("startedAt")).isEqualTo(begin);
        assertThat(late.text("now")).isEqualTo(clock.instant().toString());
        call(visitor, "/leave", "{\"connectionId\":\"v1\",\"reason\":\"hangup\"}");

        assertThat(chats.eventsOf(chat))
                .containsExactly(
                        "CallOffered", "CallAccepted", "CallJoined", "CallJoined", "CallLeft", "CallLeft", "CallEnded");
        assertThat(chats.events.get(chat.id()).getLast())
                .isEqualTo(new EventData.CallEnded(room.value(), "visitor", 42));
    }

    @Test
    void a_card_that_is_drawn_again_does_not_ring_again_and_the_agents_link_does() throws Exception {
        Conversation chat = chats.add("cnv_again", "i-again");
        Answer links = facade(input("i-again", ""));
        calls.decline(chat, new RoomId(links.text("roomId")));

        assertThat(facade(input("i-again", "")).text("roomId")).isEqualTo(links.text("roomId"));
        assertThat(chats.eventsOf(chat)).containsExactly("CallOffered", "CallDeclined");

        agentBy(links);
        assertThat(chats.eventsOf(chat)).containsExactly("CallOffered", "CallDeclined", "CallOffered");
    }

    @Test
    void a_visitor_who_asks_gives_the_agent_a_link_that_works() throws Exception {
        Conversation chat = chats.add("cnv_ask", "i-ask");
        RoomId room = calls.request(chat, CallKind.AUDIO);
        String text = told.texts.stream()
                .filter(said -> said.contains(room.value()))
                .findFirst()
                .orElseThrow();

        Answer agent = redeem("agentLink", text.substring(text.indexOf('?') + 1));
        assertThat(agent.text("roomId")).isEqualTo(room.value());
        assertThat(agent.text("kind")).isEqualTo("audio");
        assertThat(chats.eventsOf(chat)).containsExactly("CallRequested", "CallOffered");
    }

    @Test
    void a_visitor_who_asks_again_at_once_gives_the_agent_no_second_link() {
        Conversation chat = chats.add("cnv_impatient", "i-impatient");
        RoomId room = calls.request(chat, CallKind.VIDEO);

        assertThat(calls.request(chat, CallKind.VIDEO)).isEqualTo(room);
        clock.advance(Duration.ofSeconds(59));
        calls.request(chat, CallKind.VIDEO);
        assertThat(linksInto(room)).isEqualTo(1);
        assertThat(chats.eventsOf(chat)).containsExactly("CallRequested");

        clock.advance(Duration.ofSeconds(1));
        calls.request(chat, CallKind.VIDEO);
        assertThat(linksInto(room)).as("a minute later it is a reminder").isEqualTo(2);
        calls.request(chat, CallKind.AUDIO);
        assertThat(linksInto(room)).as("another kind is news").isEqualTo(3);
        calls.decline(chat, room);
        calls.request(chat, CallKind.AUDIO);
        assertThat(linksInto(room)).as("what was taken back is asked anew").isEqualTo(4);
    }

    private long linksInto(RoomId room) {
        return told.texts.stream().filter(said -> said.contains(room.value())).count();
    }

    @Test
    void a_visitor_may_take_a_request_back_once_and_the_agent_is_told() {
        Conversation chat = chats.add("cnv_withdraw", "i-withdraw");
        RoomId room = calls.request(chat, CallKind.VIDEO);
        calls.decline(chat, room);

        assertThat(chats.eventsOf(chat)).containsExactly("CallRequested", "CallDeclined");
        assertThat(told.texts).endsWith("The visitor no longer asks for a call.");
        assertThatThrownBy(() -> calls.decline(chat, room))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.slug()).isEqualTo("offer-not-open"));
    }

    @Test
    void redeeming_and_entering_take_one_trip_and_the_others_learn_what_the_newcomer_sends() throws Exception {
        Answer links = facade(input("i-one-trip", ""));
        Answer agent = agentBy(links);
        Answer present = call(agent, "/connections", "{\"connectionId\":\"a1\",\"media\":{\"video\":false}}");

        Answer visitor = post(
                "/api/call/v1/redeem",
                null,
                "{\"ticket\":\"" + ticket(links) + "\",\"connectionId\":\"v1\",\"media\":{\"video\":true}}");

        assertThat(visitor.status()).isEqualTo(200);
        assertThat(visitor.body().get("welcome").toString()).contains("connectionId=v1", "a1", "video=false");
        assertThat(stream(agent, "a1", present.text("position"), 1).getFirst())
                .contains("peer-joined", "\"connectionId\":\"v1\"", "\"media\":{\"video\":true}");
        assertThat(post("/api/call/v1/redeem", null, "{\"ticket\":\"x\",\"connectionId\":\"../x\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_full_room_keeps_nobodys_ticket_who_may_come_back_when_there_is_space() throws Exception {
        Answer links = facade(input("i-full", ""));
        agentIn(links);
        Answer first = redeem("ticket", ticket(links));
        enter(first, "v1");
        Answer second = facade(input("i-full", ",\"ticketExpirationSeconds\":7200"));

        Answer late =
                post("/api/call/v1/redeem", null, "{\"ticket\":\"" + ticket(second) + "\",\"connectionId\":\"v2\"}");

        assertThat(late.status()).isEqualTo(200);
        assertThat(late.body().containsKey("welcome")).isFalse();
        assertThat(enter(late, "v2").text("type")).endsWith("room-full");
        call(first, "/leave", "{\"connectionId\":\"v1\",\"reason\":\"left\"}");
        assertThat(enter(late, "v2").status()).isEqualTo(200);
    }

    @Test
    void the_agent_is_told_of_a_second_redeem_and_nobody_else() throws Exception {
        Answer links = facade(input("i-second", ""));
        Answer agent = agentBy(links);
        Answer visitor = redeem("ticket", ticket(links));
        enter(visitor, "v1");
        Answer present = enter(agent, "a1");

        assertThat(redeem("ticket", ticket(links)).status()).isEqualTo(409);
        assertThat(stream(agent, "a1", present.text("position"), 1).getFirst()).contains("ticket-refused");

        call(agent, "/leave", "{\"connectionId\":\"a1\",\"reason\":\"left\"}");
        assertThat(stream(visitor, "v1", present.text("position"), 1).getFirst())
                .contains("peer-left");
    }

    @Test
    void the_agent_sees_what_the_visitors_devices_can_do_before_and_during_the_call() throws Exception {
        Conversation chat = chats.add("cnv_devices", "i-devices");
        devices.checked(chat, new DeviceCheck("blocked", "silent", null));
        Answer links = facade(input("i-devices", ""));
        String query = agentLink(links);
        assertThat(get("/a?" + query).body())
                .contains("data-visitor-camera=\"blocked\"", "data-visitor-microphone=\"silent\"");

        Answer agent = redeem("agentLink", query);
        Answer present = enter(agent, "a1");
        devices.checked(chat, new DeviceCheck("ok", "ok", "Firefox"));

        assertThat(stream(agent, "a1", present.text("position"), 1).getFirst())
                .contains("visitor-devices", "\"camera\":\"ok\"");
        assertThat(get("/a?" + query).body()).contains("data-visitor-camera=\"ok\"");
    }
}
