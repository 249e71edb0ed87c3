package io.visavis.gateway.video;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.engine.MovableClock;
import io.visavis.gateway.http.DocumentedApi;
import io.visavis.gateway.video.CallFixture.Chats;
import io.visavis.gateway.video.CallFixture.Told;
import io.visavis.gateway.video.room.CallKind;
import io.visavis.gateway.video.room.RoomId;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A browser, a vendor's script and the neighbours' knobs, for tests that talk to the running gateway. */
abstract class CallClient {

    @Inject
    EmbeddedServer server;

    @Inject
    JsonMapper json;

    @Inject
    Chats chats;

    @Inject
    Told told;

    @Inject
    MovableClock clock;

    @Inject
    Calls calls;

    private final HttpClient http = HttpClient.newHttpClient();

    record Answer(int status, HttpHeaders headers, Map<?, ?> body) {
        String text(String name) {
            return String.valueOf(body.get(name));
        }
    }

    Answer facade(String body) throws Exception {
        return post("/security/facades/room", "good", body);
    }

    Answer redeem(String way, String value) throws Exception {
        return post("/api/call/v1/redeem", null, json.writeValueAsString(Map.of(way, value)));
    }

    Answer call(Answer grant, String path, String body) throws Exception {
        return post("/api/call/v1/rooms/" + grant.text("roomId") + path, grant.text("callToken"), body);
    }

    static String input(String interaction, String more) {
        return "{\"applicationId\":\"app_shop\",\"cdestination\":\"standalone\",\"customerId\":\"c\",\"interactionId\":\""
                + interaction + "\"" + more + "}";
    }

    static String ticket(Answer links) {
        return ticketOf(links.text("ticketUrl"));
    }

    private static String ticketOf(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** What proves an agent: the query of the link that the facade answered with. */
    static String agentLink(Answer links) {
        return URI.create(links.text("agentUrl")).getRawQuery();
    }

    /** The agent opens the link that the facade answered with. */
    Answer agentBy(Answer links) throws Exception {
        return redeem("agentLink", agentLink(links));
    }

    /** The visitor accepts in the chat what the facade's answer offers there, and follows the address given for it. */
    Answer visitorOf(Conversation chat, Answer links) throws Exception {
        return redeem("ticket", ticketOf(calls.accept(chat, new RoomId(links.text("roomId")), CallKind.VIDEO)));
    }

    /** With a page of this id. */
    Answer enter(Answer grant, String connectionId) throws Exception {
        return call(grant, "/connections", "{\"connectionId\":\"" + connectionId + "\"}");
    }

    /** As {@link #agentBy}, and enters with the page {@code a1}. */
    Answer agentIn(Answer links) throws Exception {
        Answer agent = agentBy(links);
        enter(agent, "a1");
        return agent;
    }

    /** As {@link #visitorOf}, and enters with the page {@code v1}. */
    Answer visitorIn(Conversation chat, Answer links) throws Exception {
        Answer visitor = visitorOf(chat, links);
        enter(visitor, "v1");
        return visitor;
    }

    Answer post(String path, @Nullable String bearer, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.getURI().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() < 300) {
            // Problems are the fixture's own here.
            DocumentedApi.checked(response);
            CallSchemas.check(path, body, response.body());
        }
        Map<?, ?> answer = response.body().startsWith("{") ? json.readValue(response.body(), Map.class) : Map.of();
        return new Answer(response.statusCode(), response.headers(), answer);
    }

    HttpResponse<String> get(String path) throws Exception {
        return DocumentedApi.checked(http.send(
                HttpRequest.newBuilder(server.getURI().resolve(path)).build(), HttpResponse.BodyHandlers.ofString()));
    }

    /** The first {@code count} events of a stream, their data. */
    List<String> stream(Answer grant, String connectionId, String after, int count)
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
            String event = "";
            for (String line = lines.readLine(); line != null && data.size() < count; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                }
                if (line.startsWith("data:")) {
                    String signal = line.substring(5).strip();
                    CallSchemas.checkSignal(event, signal);
                    data.add(signal);
                }
            }
        }
        return data;
    }
}
