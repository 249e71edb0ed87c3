package io.visavis.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The gateway is gone for so long that 8x8 gives up delivering; what the agent said is in its transcript (8x8 contract 2.7). */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class DowntimeIT {
    private static final String PICTURE = "not really a picture";
    private static final Map<String, ?> CARD = Map.of(
            "contentType",
            "application/vnd.microsoft.card.adaptive",
            "content",
            Map.of(
                    "type",
                    "AdaptiveCard",
                    "version",
                    "1.3",
                    "body",
                    List.of(Map.of("type", "TextBlock", "text", "Your ticket is 10442"))));

    @TempDir
    Path home;

    private Demo demo;

    @AfterEach
    void stop() {
        demo.close();
    }

    /** Twice, because what was read back once must not come again; and what 8x8 sends again after all is known. */
    @Test
    void whatTheAgentSentMeanwhileIsThereOnce() {
        demo = Demo.start(home);
        Desk desk = new Desk(demo);
        desk.settings(Map.of("8x8", Map.of("events", Map.of("attempts", 1))));
        String email = "downtime-" + UUID.randomUUID() + "@example.com";
        Visitor visitor = Visitor.start(
                demo,
                email,
                Map.of("chatMode", "8x8-chat-gateway", "options", Map.of("cg-channel-id", "sandbox-channel")));
        String vendorId = desk.conversationOf(email).path("id").asText();
        visitor.await("conversation.queued");
        desk.accept(vendorId);
        visitor.await("agent.joined");
        desk.say(vendorId, "Good morning");
        visitor.awaitMessage("Good morning");
        List<String> before = visitor.types();

        try (Follower follower = Follower.of(visitor)) {
            demo.gateway().kill();
            desk.say(vendorId, "Are you still there?");
            desk.act(vendorId, "say", Map.of("card", CARD));
            desk.file(vendorId, "box.png", "image/png", PICTURE);
            desk.file(vendorId, "label.pdf", "application/pdf", "not really a label");
            Await.untilTrue(
                    "8x8 has given up",
                    Await.PATIENCE,
                    () -> messages(desk, vendorId, "failed").size() == 4);
            demo.restartGateway(Map.of());
            Await.untilTrue(
                    "all is read back",
                    Await.PATIENCE,
                    () -> said(visitor.events()).size() == 5);
            messages(desk, vendorId, "failed").forEach(event -> desk.event("8x8", "MESSAGE", event.path("body")));
            Await.untilTrue(
                    "8x8 has sent it after all",
                    Await.PATIENCE,
                    () -> messages(desk, vendorId, "delivered").size() == 5);
            demo.gateway().kill();
            demo.restartGateway(Map.of());
            desk.say(vendorId, "There you are");
            visitor.awaitMessage("There you are");
            Await.untilTrue(
                    "the stream's end",
                    Await.PATIENCE,
                    () -> said(follower.events()).size() >= 6);

            assertThat(said(follower.events()))
                    .containsExactly(
                            "Good morning", "Are you still there?", "card", "1 file", "1 file", "There you are");
            assertThat(visitor.types().stream().filter(type -> !type.equals("message.created")))
                    .containsExactlyElementsOf(before.stream()
                            .filter(type -> !type.equals("message.created"))
                            .toList());
        }
        assertThat(download(visitor)).isEqualTo(PICTURE);
    }

    private static List<JsonNode> messages(Desk desk, String vendorId, String status) {
        return Http.get(desk.control() + "/deliveries?event=MESSAGE&status=" + status + "&conversationId=" + vendorId)
                .expect(200)
                .json()
                .valueStream()
                .toList();
    }

    /** What each message is: its words, or what it has instead. */
    private static List<String> said(List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.path("type").asText().equals("message.created"))
                .map(event -> event.path("data"))
                .map(data -> data.has("card")
                        ? "card"
                        : data.path("attachments").isEmpty()
                                ? data.path("text").asText()
                                : data.path("attachments").size() + " file")
                .toList();
    }

    private static String download(Visitor visitor) {
        String id = visitor.events().stream()
                .map(event -> event.at("/data/attachments/0/attachmentId").asText())
                .filter(attachment -> !attachment.isEmpty())
                .findFirst()
                .orElseThrow();
        return Http.get(visitor.path() + "/attachments/" + id, "Authorization", visitor.authorization())
                .expect(200)
                .body();
    }
}
