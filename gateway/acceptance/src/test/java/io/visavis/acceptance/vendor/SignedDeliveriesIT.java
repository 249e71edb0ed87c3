package io.visavis.acceptance.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.SharedDemo;
import io.visavis.acceptance.harness.Visitor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A vendor whose only proof is its signature and whose start is asynchronous, through its real jar. */
@ExtendWith(SharedDemo.class)
class SignedDeliveriesIT {
    private final Demo demo;
    private final SigningVendor vendor = new SigningVendor();
    private final AtomicReference<String> conversation = new AtomicReference<>("");
    private final String channel = "ch-" + UUID.randomUUID();
    private String connectionId = "";
    private String webhookUrl = "";

    SignedDeliveriesIT(Demo demo) {
        this.demo = demo;
    }

    @BeforeEach
    void connect() {
        JsonNode connection = Http.postJson(
                        demo.url() + "/api/admin/v1/applications/" + demo.applicationId() + "/connections",
                        Map.of(
                                "name",
                                "signing",
                                "provider",
                                "8x8",
                                "settings",
                                Map.of(
                                        "api-key", "key-1",
                                        "tenant-id", "acmesupport01",
                                        "cg-channel-id", channel,
                                        "end-grace", "PT1S",
                                        "api-base-url", vendor.url())),
                        "Authorization",
                        demo.adminAuthorization())
                .expect(201)
                .json();
        connectionId = connection.path("connectionId").asText();
        webhookUrl = connection.path("webhookUrl").asText();
        vendor.whileCreating(conversation::set);
    }

    @AfterEach
    void disconnect() {
        Http.delete(
                demo.url() + "/api/admin/v1/connections/" + connectionId, "Authorization", demo.adminAuthorization());
        vendor.close();
    }

    private Visitor start() {
        return Visitor.start(
                demo,
                "dana-" + UUID.randomUUID() + "@example.com",
                Map.of("chatMode", "8x8-chat-gateway", "options", Map.of("cg-channel-id", channel)));
    }

    private Map<String, Object> event(String type, Map<String, ?> data) {
        Map<String, Object> event = new HashMap<>(Map.of(
                "eventType", type, "conversationId", conversation.get(), "timestamp", System.currentTimeMillis()));
        event.put("data", data);
        return event;
    }

    private void deliver(String type, Map<String, ?> data) {
        vendor.deliver(webhookUrl, UUID.randomUUID().toString(), 0, event(type, data))
                .expect(200);
    }

    private void agentSays(String text) {
        deliver("MESSAGE", Map.of("isEcho", false, "sender", Map.of("id", "ag-1", "type", "agent"), "text", text));
    }

    private void takenBy(String agent) {
        deliver("MEMBERS_CHANGED", Map.of("memberType", "agent", "change", "joined", "id", agent));
    }

    private List<SigningVendor.Call> said() {
        return vendor.calls().stream()
                .filter(call -> call.path().endsWith("/messages"))
                .toList();
    }

    @Test
    void aChatFromEventsThatOvertakeItsStartToItsEnd() {
        vendor.whileCreating(id -> {
            conversation.set(id);
            deliver(
                    "CONVERSATION_UPDATE",
                    Map.of("state", "created", "assignment", Map.of("type", "queue", "id", "7")));
            deliver("QUEUED", Map.of("queueId", "7", "queueName", "Returns chat"));
        });
        Visitor visitor = start();
        visitor.await("conversation.queued");
        takenBy("ag-1");
        deliver("CONVERSATION_UPDATE", Map.of("state", "active", "assignment", Map.of("type", "agent", "id", "ag-1")));
        agentSays("Hello Dana");
        visitor.awaitMessage("Hello Dana");
        String message = visitor.say("The box arrived damaged");
        visitor.await(
                "message.accepted", data -> data.path("messageId").asText().equals(message));
        deliver(
                "MESSAGE",
                Map.of(
                        "isEcho",
                        true,
                        "sender",
                        Map.of("id", "user", "type", "user"),
                        "text",
                        "The box arrived damaged"));
        deliver(
                "ACTIVITY",
                Map.of("name", "typing", "value", Map.of("users", List.of(Map.of("type", "agent", "id", "ag-1")))));
        visitor.await("agent.typing", data -> data.path("typing").asBoolean());
        deliver("CONVERSATION_UPDATE", Map.of("state", "idle"));
        visitor.await("conversation.ended");

        assertThat(said()).singleElement().satisfies(call -> {
            assertThat(call.path()).contains(conversation.get());
            assertThat(call.body().path("authorType").asText()).isEqualTo("user");
            assertThat(call.body().path("text").asText()).isEqualTo("The box arrived damaged");
        });
        assertThat(visitor.types().stream().filter("agent.joined"::equals)).hasSize(1);
        assertThat(visitor.types().stream().filter("message.created"::equals)).hasSize(2);
    }

    @Test
    void aTransferAndAnAgentWhoLeaves() {
        Visitor visitor = start();
        visitor.await("conversation.queued");
        takenBy("ag-1");
        visitor.await("agent.joined");
        vendor.deliver(
                        webhookUrl,
                        UUID.randomUUID().toString(),
                        0,
                        Map.of(
                                "eventType",
                                "TRANSFER",
                                "messageType",
                                "SYSTEM",
                                "conversationId",
                                conversation.get(),
                                "timestamp",
                                System.currentTimeMillis()))
                .expect(200);
        deliver("MEMBERS_CHANGED", Map.of("memberType", "agent", "change", "left", "id", "ag-1"));
        visitor.await("conversation.transferring");
        takenBy("ag-2");
        visitor.await("agent.joined", data -> data.path("agentId").asText().equals("ag-2"));
        deliver("MEMBERS_CHANGED", Map.of("memberType", "agent", "change", "left", "id", "ag-2"));
        JsonNode ended = visitor.await("conversation.ended");

        assertThat(ended.path("data").path("reason").asText()).isEqualTo("agent");
    }

    @Test
    void whatIsNotSignedRightIsRefusedAndARepeatStandsOnce() {
        Visitor visitor = start();
        visitor.await("conversation.queued");
        takenBy("ag-1");
        Map<String, Object> hello =
                event("MESSAGE", Map.of("sender", Map.of("id", "ag-1", "type", "agent"), "text", "once"));
        Map<String, Object> forged =
                event("MESSAGE", Map.of("sender", Map.of("id", "ag-1", "type", "agent"), "text", "forged"));
        String eventId = UUID.randomUUID().toString();

        Http.postJson(webhookUrl, forged).expect(401);
        vendor.deliverTampered(webhookUrl, hello, forged).expect(401);
        for (int retry = 0; retry < 3; retry++) {
            vendor.deliver(webhookUrl, eventId, retry, hello).expect(200);
        }
        Http.postJson(webhookUrl, Map.of("eventType", "WEB_HOOK_VERIFY", "notificationVersion", "Chat Gateway v1.0"))
                .expect(200);
        agentSays("last");
        visitor.awaitMessage("last");

        assertThat(visitor.events().stream()
                        .filter(logged -> logged.path("type").asText().equals("message.created"))
                        .map(logged -> logged.path("data").path("text").asText()))
                .containsExactly("once", "last");
    }

    /** The counter is part of what is signed (8x8 contract 3.2). */
    @Test
    void howOftenTheVendorHasTriedIsShownToTheAdministrator() {
        Visitor visitor = start();
        visitor.await("conversation.queued");
        takenBy("ag-1");
        vendor.deliver(
                        webhookUrl,
                        UUID.randomUUID().toString(),
                        2,
                        event("MESSAGE", Map.of("sender", Map.of("id", "ag-1", "type", "agent"), "text", "at last")))
                .expect(200);
        visitor.awaitMessage("at last");

        JsonNode newest = Http.get(demo.url() + "/api/admin/v1/inbox", "Authorization", demo.adminAuthorization())
                .expect(200)
                .json()
                .valueStream()
                .filter(delivery -> delivery.path("connectionId").asText().equals(connectionId))
                .findFirst()
                .orElseThrow();
        assertThat(newest.path("headers").valueStream().map(JsonNode::asText)).contains("x-8x8-retry: 2");
    }

    @Test
    void webhookAndChannelAreMadeFromTheGateway() {
        String setup = demo.url() + "/api/admin/v1/connections/" + connectionId + "/setup";
        JsonNode before = Http.get(setup, "Authorization", demo.adminAuthorization())
                .expect(200)
                .json();
        JsonNode made = Http.postJson(
                        setup,
                        Map.of("choices", Map.of("cg-channel-id", "new", "cg-queue-id", "7")),
                        "Authorization",
                        demo.adminAuthorization())
                .expect(200)
                .json();
        JsonNode connection = Http.get(
                        demo.url() + "/api/admin/v1/connections/" + connectionId,
                        "Authorization",
                        demo.adminAuthorization())
                .expect(200)
                .json();

        assertThat(before.path("ok").asBoolean()).isFalse();
        assertThat(made.path("ok").asBoolean()).isTrue();
        assertThat(connection.path("settings").path("cg-channel-id").asText()).isEqualTo("made-1");
        assertThat(vendor.calls())
                .anySatisfy(call -> assertThat(call.body().path("uri").asText()).isEqualTo(webhookUrl))
                .anySatisfy(call ->
                        assertThat(call.body().path("webHookId").asText()).isEqualTo("made-1"));
    }

    @Test
    void theVisitorsLeavingIsTold() {
        Visitor visitor = start();
        visitor.await("conversation.queued");
        visitor.command("conversation.end", Map.of()).expect(202);

        Await.untilTrue(
                "the vendor is told",
                Await.PATIENCE,
                () -> vendor.calls().stream()
                        .anyMatch(call -> call.path().endsWith("/participants/user")
                                && call.method().equals("PATCH")
                                && call.body().path("removed").asBoolean()));
    }

    @Test
    void anAnswerToAQuickReplyIsAMessageOfTheVisitors() {
        Visitor visitor = start();
        visitor.await("conversation.queued");
        takenBy("ag-1");
        deliver(
                "MESSAGE",
                Map.of(
                        "sender",
                        Map.of("id", "ag-1", "type", "agent"),
                        "text",
                        "Which one?",
                        "cards",
                        List.of(Map.of(
                                "contentType",
                                "application/8x8.quick.replies",
                                "content",
                                Map.of(
                                        "options",
                                        List.of(Map.of("title", "Refund", "data", Map.of("postback", "r"))))))));
        JsonNode card = visitor.await("message.created", data -> data.has("card"));
        String cardMessage = card.path("data").path("messageId").asText();
        visitor.command("card.submit", Map.of("messageId", cardMessage, "title", "Refund", "values", Map.of()))
                .expect(202);

        JsonNode answer = visitor.awaitMessage("Refund");
        assertThat(answer.path("data").path("replyTo").asText()).isEqualTo(cardMessage);
        visitor.await("message.accepted");
        assertThat(said())
                .singleElement()
                .satisfies(call -> assertThat(call.body().path("text").asText()).isEqualTo("Refund"));
        assertThat(visitor.command("card.submit", Map.of("messageId", "msg_none", "title", "x"))
                        .status())
                .isEqualTo(400);
    }
}
