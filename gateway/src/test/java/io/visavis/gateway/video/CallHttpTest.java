package io.visavis.gateway.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.video.CallFixture.Chats;
import io.visavis.gateway.video.CallFixture.HandClock;
import io.visavis.gateway.video.CallFixture.Told;
import io.visavis.gateway.video.room.CallKind;
import io.visavis.gateway.video.room.RoomId;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The facade, the tickets and the call API as browsers and vendors see them. */
@MicronautTest(transactional = false)
@Property(name = CallFixture.ON, value = "true")
@Property(
        name = "datasources.default.url",
        value =
                "jdbc:h2:mem:calls;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1;WRITE_DELAY=0")
@Property(name = "datasources.default.username", value = "sa")
@Property(name = "datasources.default.password", value = "")
@Property(name = "flyway.datasources.default.enabled", value = "true")
@Property(name = "visavis.public-url", value = "https://gateway.example")
@Property(name = "visavis.link-hosts", value = "video.example")
@Property(name = "visavis.rate-limits", value = "off")
@Property(name = "visavis.plugins", value = "target/no-plugins")
@Property(name = "visavis.home", value = "target/calls-home")
class CallHttpTest {

    @Inject
    EmbeddedServer server;

    @Inject
    JsonMapper json;

    @Inject
    Chats chats;

    @Inject
    Told told;

    @Inject
    HandClock clock;

    @Inject
    Calls calls;

    private final HttpClient http = HttpClient.newHttpClient();

    private record Answer(int status, Map<?, ?> body) {
        String text(String name) {
            return String.valueOf(body.get(name));
        }
    }

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
        assertThat(get(URI.create(first.text("recordingUrl")).getPath()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void zero_and_absent_expiry_mean_the_default_and_a_full_origin_is_taken() throws Exception {
        Answer zero = facade(input("i-zero", ",\"ticketExpirationSeconds\":0,\"urlBase\":\"https://video.example/\""));
        clock.forward(Duration.ofHours(3));

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
        clock.forward(Duration.ofSeconds(61));
        assertThat(redeem("ticket", ticket(shortLived)).text("type")).endsWith("ticket-expired");

        Answer fresh = facade(input("i-expire", ""));
        assertThat(fresh.text("roomId")).isEqualTo(shortLived.text("roomId"));
        assertThat(ticket(fresh)).isNotEqualTo(ticket(shortLived));
        Answer agent = redeem("agentLink", URI.create(fresh.text("agentUrl")).getRawQuery());
        call(agent, "/close", "{}");
        assertThat(redeem("ticket", ticket(fresh)).text("type")).endsWith("room-closed");
        assertThat(redeem("resumeSecret", agent.text("resumeSecret")).status()).isEqualTo(410);
    }

    @Test
    void a_forged_agent_link_opens_nothing() throws Exception {
        String query = URI.create(facade(input("i-forge", "")).text("agentUrl")).getRawQuery();
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
        Answer agent = redeem("agentLink", URI.create(links.text("agentUrl")).getRawQuery());
        Answer visitor = redeem("ticket", ticket(links));
        String agentPage = UUID.randomUUID().toString();
        String visitorPage = UUID.randomUUID().toString();
        Answer present = call(agent, "/connections", "{\"connectionId\":\"" + agentPage + "\"}");
        Answer newcomer = call(visitor, "/connections", "{\"connectionId\":\"" + visitorPage + "\"}");
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
        call(mine, "/connections", "{\"connectionId\":\"c1\"}");
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
        call(visitor, "/connections", "{\"connectionId\":\"first\"}");
        Answer again = redeem("resumeSecret", visitor.text("resumeSecret"));
        assertThat(again.text("participantId")).isEqualTo(visitor.text("participantId"));
        assertThat(call(again, "/connections", "{\"connectionId\":\"second\"}").status())
                .isEqualTo(200);
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
        String joinUrl = calls.accept(chat, room, CallKind.VIDEO);
        Answer visitor = redeem("ticket", joinUrl.substring(joinUrl.lastIndexOf('/') + 1));
        Answer agent = redeem("agentLink", URI.create(links.text("agentUrl")).getRawQuery());
        call(visitor, "/connections", "{\"connectionId\":\"v1\"}");
        call(agent, "/connections", "{\"connectionId\":\"a1\"}");
        call(visitor, "/quality", "{\"connectionId\":\"v1\",\"level\":\"good\",\"hasRemoteVideo\":true}");
        call(agent, "/quality", "{\"connectionId\":\"a1\",\"level\":\"good\",\"hasRemoteAudio\":true}");
        clock.forward(Duration.ofSeconds(42));
        call(visitor, "/leave", "{\"connectionId\":\"v1\",\"reason\":\"hangup\"}");

        assertThat(chats.eventsOf(chat))
                .containsExactly(
                        "CallOffered", "CallAccepted", "CallJoined", "CallJoined", "CallLeft", "CallLeft", "CallEnded");
        assertThat(chats.events.get(chat.id()).getLast())
                .isEqualTo(new EventData.CallEnded(room.value(), "visitor", 42));
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

    private Answer facade(String body) throws Exception {
        return post("/security/facades/room", "good", body);
    }

    private Answer redeem(String way, String value) throws Exception {
        return post("/api/call/v1/redeem", null, json.writeValueAsString(Map.of(way, value)));
    }

    private Answer call(Answer grant, String path, String body) throws Exception {
        return post("/api/call/v1/rooms/" + grant.text("roomId") + path, grant.text("callToken"), body);
    }

    private static String input(String interaction, String more) {
        return "{\"applicationId\":\"app_shop\",\"cdestination\":\"standalone\",\"customerId\":\"c\",\"interactionId\":\""
                + interaction + "\"" + more + "}";
    }

    private static String ticket(Answer links) {
        String url = links.text("ticketUrl");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private Answer post(String path, @org.jspecify.annotations.Nullable String bearer, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.getURI().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Map<?, ?> answer = response.body().startsWith("{") ? json.readValue(response.body(), Map.class) : Map.of();
        return new Answer(response.statusCode(), answer);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(server.getURI().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The first {@code count} events of a stream, their data. */
    private List<String> stream(Answer grant, String connectionId, String after, int count)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.getURI()
                        .resolve("/api/call/v1/rooms/" + grant.text("roomId") + "/signals?connectionId=" + connectionId
                                + "&after=" + after))
                .header("Authorization", "Bearer " + grant.text("callToken"))
                .header("Accept", "text/event-stream")
                .timeout(Duration.ofSeconds(20))
                .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        List<String> data = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && data.size() < count; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    data.add(line.substring(5).strip());
                }
            }
        }
        return data;
    }
}
