package io.visavis.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.BotServer;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Json;
import io.visavis.acceptance.harness.SharedDemo;
import io.visavis.acceptance.harness.Visitor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A chat through the 8x8 plugin's real jar and the sandbox that signs what it delivers (8x8 contract 3.7). */
@ExtendWith(SharedDemo.class)
@ResourceLock(SharedDemo.VENDOR)
class EightByEightAcceptanceIT {

    private final Demo demo;
    private final Desk desk;
    private final String email = "visitor-" + UUID.randomUUID() + "@example.com";

    EightByEightAcceptanceIT(Demo demo) {
        this.demo = demo;
        this.desk = new Desk(demo);
    }

    @AfterEach
    void mend() {
        desk.settings(Map.of(
                "8x8",
                Map.of("afterEnd", "reopen", "events", Map.of("echo", "own-type", "transferOrder", "transfer-first"))));
    }

    private Visitor start() {
        return Visitor.start(
                demo,
                email,
                Map.of(
                        "chatMode",
                        "8x8-chat-gateway",
                        "options",
                        Map.of(
                                "cg-channel-id",
                                demo.facts().path("8x8").path("channelId").asText())));
    }

    private String accepted(Visitor visitor) {
        visitor.await("conversation.queued");
        String vendorId = desk.conversationOf(email).path("id").asText();
        desk.accept(vendorId);
        visitor.await("agent.joined");
        return vendorId;
    }

    private static List<String> texts(Visitor visitor) {
        return visitor.events().stream()
                .filter(event -> event.path("type").asText().equals("message.created"))
                .map(event -> event.path("data").path("text").asText())
                .toList();
    }

    @Test
    void queuedAcceptedTypedSaidAnsweredEnded() {
        Visitor visitor = start();
        String vendorId = accepted(visitor);
        desk.act(vendorId, "typing", Map.of("typing", true));
        visitor.await("agent.typing");
        desk.say(vendorId, "Good morning, Nikos here");
        visitor.awaitMessage("Good morning, Nikos here");
        String said = visitor.say("My router blinks red");
        visitor.await(
                "message.accepted", data -> data.path("messageId").asText().equals(said));
        desk.act(vendorId, "end", Map.of());
        visitor.await("conversation.ended");

        assertThat(desk.transcriptHas(vendorId, "My router blinks red")).isTrue();
        assertThat(texts(visitor)).containsExactly("Good morning, Nikos here", "My router blinks red");
    }

    @Test
    void whoWaitsIsToldHowLongAndThatItIsAnEstimate() {
        Visitor visitor = start();
        visitor.await("conversation.queued");

        // The queue's name comes by an event of its own, which a look at the wait may overtake.
        JsonNode told = visitor.await(
                        "conversation.queue-updated", data -> data.has("waitSeconds") && data.has("queueName"))
                .path("data");

        assertThat(told.path("waitSeconds").asLong()).isEqualTo(41);
        assertThat(told.path("confidence").asText()).isEqualTo("estimated");
        assertThat(told.path("queueName").asText()).isEqualTo("Support chat");
    }

    @Test
    void aServerMovesWhoWaitsToAnotherQueueAndSaysWhoItIs() {
        BotServer bot = new BotServer(demo);
        String conversation = bot.start(email, "8x8-chat-gateway", Map.of("cg-channel-id", "sandbox-channel"));
        String vendorId = desk.conversationOf(email).path("id").asText();
        waitsIn(bot, conversation, "Support chat");

        bot.command(
                        conversation,
                        "conversation.update",
                        Map.of(
                                "customer",
                                Map.of("name", "Maria from the server"),
                                "options",
                                Map.of("cg-queue-id", "121")))
                .expect(202);

        waitsIn(bot, conversation, "Video desk");
        JsonNode moved = desk.conversation(vendorId);
        assertThat(moved.at("/queue/id").asText()).isEqualTo("121");
        assertThat(moved.path("name").asText()).isEqualTo("Maria from the server");
        assertThat(moved.path("email").asText()).as("what was not named stays").isEqualTo(email);
    }

    @Test
    void whatWasSaidBeforeComesWithItsFilesAndCards() {
        Map<String, Object> card = Map.of(
                "contentType",
                "application/vnd.microsoft.card.adaptive",
                "content",
                Map.of(
                        "type",
                        "AdaptiveCard",
                        "version",
                        "1.3",
                        "body",
                        List.of(Map.of("type", "TextBlock", "text", "Which router?"))));
        Map<String, String> file = Map.of("name", "router.png", "url", "https://shop.example/router.png");
        Visitor.start(
                demo,
                email,
                Map.of(
                        "chatMode",
                        "8x8-chat-gateway",
                        "options",
                        Map.of("cg-channel-id", "sandbox-channel"),
                        "history",
                        List.of(
                                Map.of("author", "bot", "text", "", "card", card),
                                Map.of("author", "visitor", "text", "This one", "attachments", List.of(file)))));

        JsonNode history = desk.conversationOf(email).path("history");

        assertThat(history).hasSize(2);
        assertThat(history.at("/0/author").asText()).isEqualTo("business");
        assertThat(history.at("/0/cards")).containsExactly(Json.of(card));
        assertThat(history.at("/1/author").asText()).isEqualTo("visitor");
        assertThat(history.at("/1/text").asText())
                .contains("This one", "router.png", "https://shop.example/router.png");
    }

    private static void waitsIn(BotServer bot, String conversation, String queue) {
        Await.untilTrue(
                "it waits in " + queue,
                Await.PATIENCE,
                () -> bot.events(conversation).findValuesAsText("queueName").contains(queue));
    }

    /** Held for ten minutes each, while two are the most that anything here waits for. */
    @Test
    void statisticsThatHangHoldUpNoChat() {
        String hanging = desk.fault(Map.of("kind", "hang", "vendor", "8x8", "path", "/cc/v1/*"));
        try {
            Visitor visitor = start();
            String vendorId = accepted(visitor);
            String said = visitor.say("Nobody counts us now");
            visitor.await(
                    "message.accepted", data -> data.path("messageId").asText().equals(said));
            desk.say(vendorId, "But we are here");
            visitor.awaitMessage("But we are here");

            assertThat(visitor.types()).doesNotContain("provider.unavailable");
        } finally {
            desk.mendFault(hanging);
        }
    }

    @Test
    void transferToAnotherQueueAndAgentInEitherOrder() {
        for (String order : List.of("transfer-first", "left-first")) {
            desk.settings(Map.of("8x8", Map.of("events", Map.of("transferOrder", order))));
            Visitor visitor = Visitor.start(
                    demo,
                    order + email,
                    Map.of("chatMode", "8x8-chat-gateway", "options", Map.of("cg-channel-id", "sandbox-channel")));
            visitor.await("conversation.queued");
            String vendorId = desk.conversationOf(order + email).path("id").asText();
            desk.accept(vendorId);
            String first =
                    visitor.await("agent.joined").path("data").path("agentId").asText();
            desk.act(vendorId, "transfer?wait=true", Map.of("queue", "121"));
            desk.act(vendorId, "accept", Map.of("agent", "63f0c1d2e3f4a5b6c7d8ea01"));
            visitor.await("agent.joined", data -> !data.path("agentId").asText().equals(first));
            desk.say(vendorId, "I have taken over");
            visitor.awaitMessage("I have taken over");

            assertThat(visitor.types()).as(order).doesNotContain("conversation.ended");
        }
    }

    @Test
    void whatTheVisitorHasReadIsTold() {
        Visitor visitor = start();
        String vendorId = accepted(visitor);
        desk.say(vendorId, "Can you read this?");
        JsonNode read = visitor.awaitMessage("Can you read this?");

        visitor.command(
                        "message.mark-read",
                        Map.of("position", read.path("position").asLong()))
                .expect(202);

        String readAt = Await.until(
                "the vendor knows what was read",
                Await.PATIENCE,
                () -> Optional.of(desk.conversation(vendorId).path("readAt").asText(""))
                        .filter(Predicate.not(String::isEmpty)));
        // 8x8 counts in milliseconds.
        assertThat(Instant.parse(readAt))
                .isEqualTo(Instant.parse(read.path("at").asText()).truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void retriedAndWronglySignedDeliveriesStandOnce() {
        Visitor visitor = start();
        String vendorId = accepted(visitor);
        desk.act(vendorId, "say?wait=true", Map.of("text", "Once", "delivery", Map.of("duplicates", 2)));
        desk.act(vendorId, "say?wait=true", Map.of("text", "Signed", "delivery", Map.of("badSignature", true)));
        visitor.awaitMessage("Signed");

        assertThat(texts(visitor)).containsExactly("Once", "Signed");
        JsonNode attempts = Http.get(desk.control() + "/deliveries?event=MESSAGE&conversationId=" + vendorId)
                .expect(200)
                .json()
                .get(1)
                .path("attempts");
        assertThat(attempts.findValuesAsText("status")).containsExactly("401", "200");
    }

    @Test
    void theVisitorsOwnEchoIsSuppressedInEveryForm() {
        for (String echo : List.of("own-type", "empty-type", "overtaking")) {
            desk.settings(Map.of("8x8", Map.of("events", Map.of("echo", echo))));
            Visitor visitor = Visitor.start(
                    demo,
                    echo + email,
                    Map.of("chatMode", "8x8-chat-gateway", "options", Map.of("cg-channel-id", "sandbox-channel")));
            visitor.await("conversation.queued");
            String vendorId = desk.conversationOf(echo + email).path("id").asText();
            desk.accept(vendorId);
            visitor.await("agent.joined");
            String said = visitor.say("Do you hear me?");
            visitor.await(
                    "message.accepted", data -> data.path("messageId").asText().equals(said));
            desk.act(vendorId, "say?wait=true", Map.of("text", "Loud and clear"));
            visitor.awaitMessage("Loud and clear");

            assertThat(texts(visitor)).as(echo).containsExactly("Do you hear me?", "Loud and clear");
        }
    }

    @Test
    void theAgentsCallIsOfferedToTheVisitor() {
        Visitor visitor = start();
        String vendorId = accepted(visitor);
        desk.act(vendorId, "call", Map.of());

        assertThat(visitor.await("call.offered").path("data").path("roomId").asText())
                .isNotBlank();
    }

    @Test
    void whatTheVisitorSaysAfterTheEndReachesTheNextAgentInTheSameConversation() {
        Visitor visitor = start();
        String vendorId = accepted(visitor);
        desk.say(vendorId, "Goodbye");
        visitor.awaitMessage("Goodbye");
        desk.act(vendorId, "end", Map.of());
        visitor.await("conversation.ended", data -> data.path("reopens").asBoolean());

        String said = visitor.say("One more thing");
        visitor.await(
                "message.accepted", data -> data.path("messageId").asText().equals(said));
        desk.act(vendorId, "accept", Map.of("agent", "63f0c1d2e3f4a5b6c7d8ea01"));
        desk.say(vendorId, "I have read everything");
        visitor.awaitMessage("I have read everything");

        assertThat(desk.texts(vendorId)).containsExactly("Goodbye", "One more thing", "I have read everything");
        assertThat(visitor.types().stream().filter("agent.joined"::equals)).hasSize(2);
        assertThat(visitor.types()).endsWith("agent.joined", "message.created");
    }

    @Test
    void whereTheTenantRefusesItTheVisitorIsToldAndBeginsAnew() {
        desk.settings(Map.of("8x8", Map.of("afterEnd", "refuse")));
        Visitor visitor = start();
        String vendorId = accepted(visitor);
        desk.act(vendorId, "end", Map.of());
        visitor.await("conversation.ended", data -> data.path("reopens").asBoolean());

        String said = visitor.say("One more thing");

        visitor.await("message.failed", data -> data.path("messageId").asText().equals(said));
        visitor.await(
                "conversation.ended",
                data -> data.path("reason").asText().equals("failed")
                        && !data.path("reopens").asBoolean());
        visitor.command("message.send", Map.of("text", "Hello?")).expect(409);
    }

    @Test
    void idleAloneEndsIt() {
        Visitor visitor = start();
        String vendorId = accepted(visitor);
        desk.act(vendorId, "end?wait=true", Map.of("events", List.of("idle")));

        visitor.await("conversation.ended");
    }
}
