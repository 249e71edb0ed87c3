package io.visavis.acceptance.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.SharedDemo;
import io.visavis.acceptance.harness.Visitor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A chat on a webhook and a channel that the connection's set-up made, whichever generation of events 8x8 sends there, or both
 * (8x8 contract 3.5 and 3.6).
 */
@ExtendWith(SharedDemo.class)
@ResourceLock(SharedDemo.VENDOR)
class BothGenerationsIT {
    private static final String OTHER_AGENT = "63f0c1d2e3f4a5b6c7d8ea01";

    private final Demo demo;
    private final Desk desk;
    private final String email = "generations-" + UUID.randomUUID() + "@example.com";
    private String connection = "";

    BothGenerationsIT(Demo demo) {
        this.demo = demo;
        this.desk = new Desk(demo);
    }

    @AfterEach
    void mend() {
        generation(null);
        Http.delete(connection, "Authorization", demo.adminAuthorization());
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "legacy", "mixed"})
    void fromTheQueueToTheEndEachThingOnce(String generation) {
        generation(generation);
        Visitor visitor = start(channelThatTheSetUpMade());
        visitor.await("conversation.queued");
        String vendorId = desk.conversationOf(email).path("id").asText();
        desk.act(vendorId, "accept?wait=true", Map.of());
        desk.act(vendorId, "say?wait=true", Map.of("text", "Good morning"));
        visitor.awaitMessage("Good morning");
        String answer = visitor.say("My router blinks red");
        visitor.await(
                "message.accepted", data -> data.path("messageId").asText().equals(answer));
        desk.act(vendorId, "transfer?wait=true", Map.of("queue", "121"));
        desk.act(vendorId, "accept?wait=true", Map.of("agent", OTHER_AGENT));
        desk.act(vendorId, "say?wait=true", Map.of("text", "I have taken over"));
        visitor.awaitMessage("I have taken over");
        desk.act(vendorId, "end?wait=true", Map.of());
        visitor.await("conversation.ended");

        assertThat(texts(visitor)).containsExactly("Good morning", "My router blinks red", "I have taken over");
        assertThat(visitor.types().stream()
                        .filter(List.of(
                                "conversation.queued",
                                "agent.joined",
                                "conversation.transferring",
                                "agent.left",
                                "conversation.ended")::contains))
                .containsExactly(
                        "conversation.queued",
                        "agent.joined",
                        "conversation.transferring",
                        "agent.left",
                        "agent.joined",
                        "agent.left",
                        "conversation.ended");
        assertThat(visitor.events().stream()
                        .filter(event -> event.path("type").asText().equals("agent.joined"))
                        .map(event -> event.at("/data/agentId").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void theSetUpLeavesWhatIsRightAndMendsAnOlderWebhook() {
        channelThatTheSetUpMade();
        JsonNode again = setUp(Map.of());
        assertThat(states(again)).containsExactly("address ok", "webhook ok", "channel ok");

        JsonNode webhook = ourWebhook();
        Http.putJson(
                        webhookPath(webhook),
                        Map.of(
                                "name", webhook.path("name").asText(),
                                "uri", webhook.path("uri").asText(),
                                "version", "v2.0"),
                        "x-api-key",
                        "eght_sandbox-key")
                .expect(200);
        JsonNode seen = Http.get(connection + "/setup", "Authorization", demo.adminAuthorization())
                .expect(200)
                .json();
        assertThat(states(seen)).containsExactly("webhook missing", "channel ok");
        assertThat(seen.toString()).contains("Support chat", "Video desk");

        assertThat(states(setUp(Map.of()))).containsExactly("address ok", "webhook changed", "channel ok");
        assertThat(ourWebhook().path("version").asText()).isEqualTo("Chat Gateway v1.0");
    }

    /** Null follows the webhook's version. */
    private void generation(@Nullable String generation) {
        Map<String, String> events = new HashMap<>();
        events.put("generation", generation);
        desk.settings(Map.of("8x8", Map.of("events", events)));
    }

    /** Of a connection of its own, without any channel at first. */
    private String channelThatTheSetUpMade() {
        JsonNode made = Http.postJson(
                        demo.url() + "/api/admin/v1/applications/" + demo.applicationId() + "/connections",
                        Map.of(
                                "name",
                                "generations",
                                "provider",
                                "8x8",
                                "settings",
                                Map.of(
                                        "api-key", "eght_sandbox-key",
                                        "tenant-id", "sandboxtenant01",
                                        "end-grace", "PT1S",
                                        "statistics", "KEY",
                                        "api-base-url", demo.sandboxUrl())),
                        "Authorization",
                        demo.adminAuthorization())
                .expect(201)
                .json();
        connection = demo.url() + "/api/admin/v1/connections/"
                + made.path("connectionId").asText();
        JsonNode done = setUp(Map.of("cg-channel-id", "new", "cg-queue-id", "118"));
        assertThat(states(done)).containsExactly("address ok", "webhook changed", "channel changed");
        return Http.get(connection, "Authorization", demo.adminAuthorization())
                .expect(200)
                .json()
                .path("settings")
                .path("cg-channel-id")
                .asText();
    }

    private JsonNode setUp(Map<String, String> choices) {
        return Http.postJson(
                        connection + "/setup", Map.of("choices", choices), "Authorization", demo.adminAuthorization())
                .expect(200)
                .json();
    }

    private static List<String> states(JsonNode report) {
        return report.path("steps")
                .valueStream()
                .map(step -> step.path("name").asText() + " "
                        + step.path("state").asText().toLowerCase(Locale.ROOT))
                .toList();
    }

    private JsonNode ourWebhook() {
        String address = Http.get(connection, "Authorization", demo.adminAuthorization())
                .expect(200)
                .json()
                .path("webhookUrl")
                .asText();
        return Http.get(demo.sandboxUrl() + "/chat-gateway/v1/webhooks?size=1000", "x-api-key", "eght_sandbox-key")
                .expect(200)
                .json()
                .path("_embedded")
                .path("webhooks")
                .valueStream()
                .filter(webhook -> webhook.path("uri").asText().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private String webhookPath(JsonNode webhook) {
        return demo.sandboxUrl() + "/chat-gateway/v1/webhooks/"
                + webhook.path("id").asText();
    }

    private Visitor start(String channel) {
        return Visitor.start(
                demo, email, Map.of("chatMode", "8x8-chat-gateway", "options", Map.of("cg-channel-id", channel)));
    }

    private static List<String> texts(Visitor visitor) {
        return visitor.events().stream()
                .filter(event -> event.path("type").asText().equals("message.created"))
                .map(event -> event.path("data").path("text").asText())
                .toList();
    }
}
