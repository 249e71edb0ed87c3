package io.visavis.gateway.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;

/**
 * A visitor's chat with the shop of {@link FakeSites}.
 *
 * @param visitor what the visitor's requests are authorised by
 */
record ShopChat(String id, String visitor) {
    private static final String API = "/api/widget/v1/conversations";
    private static final String START = """
            {"applicationId": "app_shop", "chatMode": "fake-chat", "options": {"fake-queue": "q"},
             "customer": {"email": "mia@example.org"}}""";

    static ShopChat start(HttpCalls calls) {
        Answer started = calls.send("POST", API, START, "Content-Type", "application/json");
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        JsonNode reply = started.json();
        return new ShopChat(
                reply.path("conversationId").asText(),
                "Bearer " + reply.path("accessToken").asText());
    }

    String path() {
        return API + "/" + id;
    }

    /** All that the visitor's stream has so far. */
    Answer events(HttpCalls calls) {
        return calls.send("GET", path() + "/events", null, "Authorization", visitor, "Accept", "application/json");
    }

    /** Gives a command, the visitor's or another caller's. */
    Answer command(HttpCalls calls, String command, String caller) {
        return calls.send(
                "POST", path() + "/commands", command, "Authorization", caller, "Content-Type", "application/json");
    }
}
