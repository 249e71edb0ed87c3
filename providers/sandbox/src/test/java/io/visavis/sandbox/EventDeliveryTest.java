package io.visavis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDeliveryTest {

    private RunningSandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = new RunningSandbox();
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    private void events(String settings) {
        var answer = sandbox.control("PATCH", "/settings", "{\"talkdesk\":{\"events\":" + settings + "}}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void accepting_sends_an_assignment_with_the_session_of_the_context() {
        var id = sandbox.accepted();

        var sent = sandbox.gateway.events("conversation_assigned").getFirst();
        assertThat(sent.path()).endsWith("/events/conversation_assigned");
        assertThat(sent.authorization()).isEqualTo("Bearer aa.bb.cc");
        assertThat(sent.json().path("conversation_id").asText()).isEqualTo(id);
        assertThat(sent.json().path("interaction_id").asText()).isNotBlank();
        assertThat(sent.json().path("properties").path("gateway_session").asText())
                .isEqualTo("s-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "form", "query", "json"})
    void the_credentials_are_presented_where_the_setting_says(String placement) {
        events("{\"placement\":\"" + placement + "\"}");
        sandbox.accepted();

        var asked = sandbox.gateway.tokenRequests.getFirst();
        var encoded = "client_id=gw-client&client_secret=gw+secret%26%3D";
        switch (placement) {
            case "basic" ->
                assertThat(new String(
                                Base64.getDecoder().decode(asked.authorization().substring(6)), StandardCharsets.UTF_8))
                        .isEqualTo("gw-client:gw secret&=");
            case "form" -> assertThat(asked.body()).contains(encoded);
            case "query" -> assertThat(asked.query()).contains(encoded);
            default -> assertThat(asked.json().path("client_secret").asText()).isEqualTo("gw secret&=");
        }
    }

    @Test
    void one_url_and_small_letters_if_wanted() {
        events("{\"style\":\"single\",\"eventTypeCase\":\"lower\"}");
        var id = sandbox.accepted();
        sandbox.control("POST", "/conversations/" + id + "/say?wait=true", "{\"text\":\"Hello\"}");

        var sent = sandbox.gateway.events("message_created").getFirst();
        assertThat(sent.path()).endsWith("/events");
        assertThat(sent.json().path("event_type").asText()).isEqualTo("message_created");
        assertThat(sent.json().path("payload").path("author").path("type").asText())
                .isEqualTo("AGENT");
    }

    @Test
    void a_duplicate_is_the_same_event_twice() {
        var id = sandbox.accepted();
        sandbox.control(
                "POST", "/conversations/" + id + "/say?wait=true", "{\"text\":\"Hi\",\"delivery\":{\"duplicates\":1}}");

        var sent = sandbox.gateway.events("message_created");
        assertThat(sent).hasSize(2);
        assertThat(sent.get(0).body()).isEqualTo(sent.get(1).body());
    }

    @Test
    void a_reordered_event_comes_after_the_next_one() {
        var id = sandbox.accepted();
        sandbox.control("POST", "/conversations/" + id + "/say", "{\"text\":\"one\",\"delivery\":{\"reorder\":true}}");
        sandbox.control("POST", "/conversations/" + id + "/say", "{\"text\":\"two\"}");

        RunningSandbox.await(
                "both came", () -> sandbox.gateway.events("message_created").size() == 2);
        assertThat(sandbox.gateway.events("message_created").getFirst().body()).contains("two");
    }

    @Test
    void a_standing_fault_drops_events_until_its_count_is_spent() {
        sandbox.control("POST", "/faults", "{\"kind\":\"event-drop\",\"event\":\"message_created\",\"count\":1}");
        var id = sandbox.accepted();
        sandbox.control("POST", "/conversations/" + id + "/say?wait=true", "{\"text\":\"lost\"}");
        sandbox.control("POST", "/conversations/" + id + "/say?wait=true", "{\"text\":\"kept\"}");

        assertThat(sandbox.gateway.events("message_created"))
                .singleElement()
                .matches(e -> e.body().contains("kept"));
        assertThat(sandbox.control("GET", "/deliveries?status=dropped", "").json())
                .hasSize(1);
    }

    @Test
    void unresolved_ids_stand_in_double_braces() {
        var id = sandbox.started();
        sandbox.control(
                "POST", "/conversations/" + id + "/accept?wait=true", "{\"delivery\":{\"ids\":\"unresolved\"}}");

        assertThat(sandbox.gateway
                        .events("conversation_assigned")
                        .getFirst()
                        .json()
                        .path("interaction_id")
                        .asText())
                .isEqualTo("{{interaction.id}}");
    }

    @Test
    void an_expired_token_is_shown_first_and_then_a_new_one() {
        var id = sandbox.accepted();
        sandbox.control(
                "POST",
                "/conversations/" + id + "/say?wait=true",
                "{\"text\":\"Hi\",\"delivery\":{\"expiredToken\":true}}");

        var delivery = sandbox.control("GET", "/deliveries?event=message_created", "")
                .json()
                .get(0);
        assertThat(delivery.path("attempts").findValuesAsText("status")).containsExactly("401", "200");
        assertThat(delivery.path("status").asText()).isEqualTo("delivered");
    }

    @Test
    void the_end_sends_what_it_is_told_in_that_order() {
        var id = sandbox.accepted();
        sandbox.control("POST", "/conversations/" + id + "/end?wait=true", "{\"events\":[\"terminated\",\"ended\"]}");

        assertThat(sandbox.gateway.events.subList(1, 3).stream()
                        .map(e -> e.path().replaceAll(".*/", "")))
                .containsExactly("conversation_terminated", "conversation_ended");
        assertThat(sandbox.gateway
                        .events("conversation_terminated")
                        .getFirst()
                        .json()
                        .has("conversation_id"))
                .isFalse();
    }

    @Test
    void a_transfer_assigns_another_agent_to_the_same_interaction() {
        var id = sandbox.accepted();
        sandbox.control("POST", "/conversations/" + id + "/transfer?wait=true", "");

        var sent = sandbox.gateway.events("conversation_assigned");
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).json().path("interaction_id"))
                .isEqualTo(sent.get(0).json().path("interaction_id"));
        assertThat(sent.get(1).json().path("user_id"))
                .isNotEqualTo(sent.get(0).json().path("user_id"));
    }

    @Test
    void the_call_action_asks_the_room_facade() {
        var id = sandbox.accepted();
        var links =
                sandbox.control("POST", "/conversations/" + id + "/call", "").json();

        assertThat(links.path("agentUrl").asText()).isEqualTo("http://gw/a?roomId=1");
        var asked = sandbox.gateway.rooms.getFirst().json();
        assertThat(asked.path("cdestination").asText()).isEqualTo("standalone");
        assertThat(asked.path("applicationId").asText()).isEqualTo("app-1");
        assertThat(asked.path("ticketExpirationSeconds").asInt(-1)).isZero();
    }

    @Test
    void an_agents_conversation_is_announced_to_the_gateway() {
        var opened = sandbox.control("POST", "/conversations?wait=true", "{\"email\":\"jo@example.com\"}");

        assertThat(opened.status()).isEqualTo(201);
        var sent = sandbox.gateway.events("conversation_started").getFirst().json();
        assertThat(sent.path("payload").path("contact_person").path("email").asText())
                .isEqualTo("jo@example.com");
        assertThat(sent.path("payload").path("subject").isNull()).isTrue();
    }
}
