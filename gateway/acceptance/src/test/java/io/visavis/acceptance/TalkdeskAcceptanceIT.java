package io.visavis.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.SharedDemo;
import io.visavis.acceptance.harness.Visitor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The Talkdesk contract's minimum acceptance list (section 7, last paragraph), each item by its name. */
@ExtendWith(SharedDemo.class)
@ResourceLock(SharedDemo.VENDOR)
class TalkdeskAcceptanceIT {

    private final Demo demo;
    private final Desk desk;
    private final String email = "visitor-" + UUID.randomUUID() + "@example.com";

    TalkdeskAcceptanceIT(Demo demo) {
        this.demo = demo;
        this.desk = new Desk(demo);
    }

    @AfterEach
    void mend() {
        desk.settings(Map.of("talkdesk", Map.of("tokenLifetimeSeconds", 600, "attachmentReadySeconds", 0)));
        events(Map.of("echo", "off", "startedForApi", false, "eventsAfterDelete", List.of()));
    }

    private void events(Map<String, ?> settings) {
        desk.settings(Map.of("talkdesk", Map.of("events", settings)));
    }

    private Visitor start() {
        return Visitor.start(demo, email, Map.of());
    }

    private String vendorId() {
        return desk.conversationOf(email).path("id").asText();
    }

    private String accepted() {
        String vendorId = vendorId();
        desk.accept(vendorId);
        return vendorId;
    }

    private static long count(Visitor visitor, String type) {
        return visitor.types().stream().filter(type::equals).count();
    }

    /** The inbox works off in the order of arrival: with this in the log, so is all that was delivered before. */
    private void deliverLast(Visitor visitor, String vendorId, String text) {
        deliverLast(visitor, vendorId, text, "AGENT");
    }

    private void deliverLast(Visitor visitor, String vendorId, String text, String author) {
        Instant now = Instant.now();
        Http.postJson(
                        demo.url() + "/api/digital-connect/talkdesk/conversations/events",
                        Map.of(
                                "event_type",
                                "MESSAGE_CREATED",
                                "conversation_id",
                                vendorId,
                                "timestamp",
                                now.toString(),
                                "payload",
                                Map.of(
                                        "id",
                                        "late-" + UUID.randomUUID(),
                                        "created_at",
                                        now.toString(),
                                        "content",
                                        text,
                                        "author",
                                        Map.of("name", "Nikos", "type", author))),
                        "Authorization",
                        demo.clientAuthorization())
                .expect(200);
        visitor.awaitMessage(text);
    }

    /** The events that the vendor has delivered for its conversation so far, in order, by their names. */
    private List<String> delivered(String vendorId) {
        return Http.get(desk.control() + "/deliveries?status=delivered&conversationId=" + vendorId)
                .expect(200)
                .json()
                .findValuesAsText("event");
    }

    @Test
    void startAssignedAgentTextCustomerTextAgentFileEnded() {
        Visitor visitor = start();
        String vendorId = accepted();
        JsonNode joined = visitor.await("agent.joined");
        desk.say(vendorId, "Good morning, Nikos here");
        visitor.awaitMessage("Good morning, Nikos here");
        String said = visitor.say("My router blinks red");
        visitor.await(
                "message.accepted", data -> data.path("messageId").asText().equals(said));
        assertThat(desk.transcriptHas(vendorId, "My router blinks red")).isTrue();
        desk.file(vendorId, "manual.txt", "text/plain", "Hold reset for ten seconds");
        JsonNode withFile = visitor.await(
                "message.created", data -> !data.path("attachments").isEmpty());
        desk.act(vendorId, "end", Map.of());
        visitor.await("conversation.ended");

        assertThat(joined.path("data").path("interactionId").asText()).isNotBlank();
        JsonNode attachment = withFile.path("data").path("attachments").get(0);
        assertThat(attachment.path("name").asText()).isEqualTo("manual.txt");
        Http.Answer file = Http.get(
                visitor.path() + "/attachments/"
                        + attachment.path("attachmentId").asText(),
                "Authorization",
                visitor.authorization());
        assertThat(file.expect(200).body()).isEqualTo("Hold reset for ten seconds");
        assertThat(visitor.types())
                .containsSubsequence(
                        "conversation.created",
                        "agent.joined",
                        "message.created",
                        "message.created",
                        "message.accepted",
                        "message.created",
                        "conversation.ended");
    }

    /** Nobody scans what agents send (contract section 5): it must not run as a page of the gateway's. */
    @Test
    void aPageFromTheAgentIsAFileToKeepAndNoPageOfOurs() {
        Visitor visitor = start();
        String vendorId = accepted();
        String page = "<script>alert(document.domain)</script>";
        desk.file(vendorId, "offer.html", "text/html", page);
        JsonNode attachment = visitor.await(
                        "message.created", data -> !data.path("attachments").isEmpty())
                .at("/data/attachments/0");

        Http.Answer file = Http.get(
                        visitor.path() + "/attachments/"
                                + attachment.path("attachmentId").asText(),
                        "Authorization",
                        visitor.authorization())
                .expect(200);
        assertThat(file.body()).isEqualTo(page);
        assertThat(file.header("Content-Disposition")).startsWith("attachment").contains("offer.html");
        assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void agentOpenedConversation() {
        Visitor visitor = start();
        vendorId();
        JsonNode opened = Http.postJson(
                        desk.control() + "/conversations?wait=true",
                        Map.of("vendor", "talkdesk", "email", "stranger-" + UUID.randomUUID() + "@example.com"))
                .expect(201)
                .json();

        // Nobody with that address has the panel open: the agent is told in the conversation itself.
        Await.untilTrue(
                "the agent is told",
                Await.PATIENCE,
                () -> !desk.texts(opened.path("id").asText()).isEmpty());
        assertThat(count(visitor, "agent.joined")).isZero();
    }

    @Test
    void agentOpenedConversationWithACustomerWhosePanelIsOpen() {
        Visitor visitor = start();
        String former = vendorId();
        String opened = Http.postJson(
                        desk.control() + "/conversations?wait=true", Map.of("vendor", "talkdesk", "email", email))
                .expect(201)
                .json()
                .path("id")
                .asText();
        visitor.await("agent.joined");

        Await.untilTrue(
                "nobody waits in the queue any more",
                Await.PATIENCE,
                () -> desk.conversation(former).path("state").asText().equals("ended"));
        desk.accept(opened);
        desk.say(opened, "I see that you are waiting");
        visitor.awaitMessage("I see that you are waiting");
        String said = visitor.say("How kind of you");
        visitor.await(
                "message.accepted", data -> data.path("messageId").asText().equals(said));
        assertThat(desk.transcriptHas(opened, "How kind of you")).isTrue();
        assertThat(count(visitor, "conversation.ended")).isZero();

        desk.act(opened, "end", Map.of());
        visitor.await("conversation.ended");
    }

    @Test
    void theNewsOfAConversationThatWeBeganOpensNoSecond() {
        events(Map.of("startedForApi", true));
        Visitor visitor = start();
        String vendorId = vendorId();
        Await.untilTrue(
                "the vendor tells of the conversation that we asked for",
                Await.PATIENCE,
                () -> delivered(vendorId).contains("conversation_started"));
        deliverLast(visitor, vendorId, "Nobody has taken you yet", "BOT");
        assertThat(visitor.types())
                .as("they still wait")
                .contains("conversation.queued")
                .doesNotContain("agent.joined");

        desk.accept(vendorId);
        visitor.await("agent.joined");
        desk.say(vendorId, "Good morning");
        visitor.awaitMessage("Good morning");
        assertThat(count(visitor, "agent.joined")).isEqualTo(1);
        assertThat(desk.texts(vendorId)).as("nobody is said to be away").containsExactly("Good morning");
        assertThat(Http.get(desk.control() + "/conversations?email=" + email).json())
                .hasSize(1);
    }

    @Test
    void transfer() {
        Visitor visitor = start();
        String vendorId = accepted();
        String first =
                visitor.await("agent.joined").path("data").path("agentId").asText();
        desk.act(vendorId, "transfer", Map.of());

        JsonNode second = visitor.await(
                "agent.joined", data -> !data.path("agentId").asText().equals(first));
        assertThat(second.path("data").path("agentId").asText()).isNotBlank();
        desk.say(vendorId, "I have taken over");
        visitor.awaitMessage("I have taken over");
    }

    @Test
    void endedThenTerminatedEndsOnce() {
        Visitor visitor = start();
        String vendorId = accepted();
        visitor.await("agent.joined");
        desk.act(vendorId, "end?wait=true", Map.of("events", List.of("ended", "terminated")));
        assertThat(delivered(vendorId)).endsWith("conversation_ended", "conversation_terminated");
        deliverLast(visitor, vendorId, "Behind both");

        assertThat(count(visitor, "conversation.ended")).isEqualTo(1);
    }

    @Test
    void terminatedThenEndedEndsOnce() {
        Visitor visitor = start();
        String vendorId = accepted();
        visitor.await("agent.joined");
        desk.act(vendorId, "end?wait=true", Map.of("events", List.of("terminated", "ended")));
        assertThat(delivered(vendorId)).endsWith("conversation_terminated", "conversation_ended");
        deliverLast(visitor, vendorId, "Behind both");

        assertThat(count(visitor, "conversation.ended")).isEqualTo(1);
    }

    @Test
    void terminatedAloneEndsByInteraction() {
        Visitor visitor = start();
        String vendorId = accepted();
        visitor.await("agent.joined");
        desk.act(vendorId, "terminate", Map.of());

        visitor.await("conversation.ended");
    }

    @Test
    void terminatedForAnUnknownInteractionIsTakenAndChangesNothing() {
        Visitor visitor = start();
        String vendorId = accepted();
        visitor.await("agent.joined");

        Http.Answer answer = Http.postJson(
                demo.url() + "/api/digital-connect/talkdesk/conversations/events/conversation_terminated",
                Map.of(
                        "event_type",
                        "conversation_terminated",
                        "interaction_id",
                        "never-seen-" + UUID.randomUUID(),
                        "timestamp",
                        Instant.now().toString()),
                "Authorization",
                demo.clientAuthorization());

        answer.expect(200);
        deliverLast(visitor, vendorId, "Behind the stranger's end");
        assertThat(visitor.types()).endsWith("agent.joined", "message.created");
    }

    @Test
    void anEndThatFollowsOurOwnIsIgnored() {
        events(Map.of("eventsAfterDelete", List.of("ended", "terminated")));
        Visitor visitor = start();
        String vendorId = accepted();
        visitor.await("agent.joined");
        visitor.command("conversation.end", Map.of()).expect(202);
        Await.untilTrue(
                "the vendor tells of the end that we asked for",
                Await.PATIENCE,
                () -> delivered(vendorId).containsAll(List.of("conversation_ended", "conversation_terminated")));
        deliverLast(visitor, vendorId, "Behind all ends");

        assertThat(count(visitor, "conversation.ended")).isEqualTo(1);
        assertThat(visitor.await("conversation.ended")
                        .path("data")
                        .path("reason")
                        .asText())
                .isEqualTo("visitor");
        assertThat(desk.calls("/digital-connect/conversations/" + vendorId).findValuesAsText("method"))
                .containsExactly("DELETE");
    }

    @Test
    void messageAfterTheEndIsShownAndDoesNotReopen() {
        Visitor visitor = start();
        String vendorId = accepted();
        visitor.await("agent.joined");
        desk.act(vendorId, "end?wait=true", Map.of());
        visitor.await("conversation.ended");
        deliverLast(visitor, vendorId, "One more thing");

        Http.Answer refused = visitor.command("message.send", Map.of("text", "Hello?"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("action").asText()).isEqualTo("restart");
    }

    @Test
    void aLostEndIsDiscoveredByTheNextMessage() {
        Visitor visitor = start();
        String vendorId = accepted();
        visitor.await("agent.joined");
        desk.act(vendorId, "end", Map.of("delivery", Map.of("drop", true)));
        String said = visitor.say("Are you still there?");

        visitor.await("conversation.ended");
        visitor.await("message.failed", data -> data.path("messageId").asText().equals(said));
    }

    @Test
    void tokensExpireInMidConversationAndNobodyNotices() {
        desk.settings(Map.of("talkdesk", Map.of("tokenLifetimeSeconds", 1)));
        Visitor visitor = start();
        String vendorId = accepted();
        visitor.await("agent.joined");
        desk.fault(Map.of(
                "kind",
                "status",
                "status",
                401,
                "count",
                1,
                "path",
                "/digital-connect/conversations/" + vendorId + "/messages"));
        String said = visitor.say("Sent with a token that has expired");
        visitor.await(
                "message.accepted", data -> data.path("messageId").asText().equals(said));
        desk.act(
                vendorId,
                "say",
                Map.of("text", "Sent with an expired token first", "delivery", Map.of("expiredToken", true)));
        visitor.awaitMessage("Sent with an expired token first");

        assertThat(desk.texts(vendorId)).containsOnlyOnce("Sent with a token that has expired");
    }

    @Test
    void aDuplicateMessageStandsOnce() {
        Visitor visitor = start();
        String vendorId = accepted();
        visitor.await("agent.joined");
        desk.act(vendorId, "say?wait=true", Map.of("text", "Only once", "delivery", Map.of("duplicates", 3)));
        desk.act(vendorId, "say?wait=true", Map.of("text", "Then this"));
        visitor.awaitMessage("Then this");

        assertThat(visitor.events().stream()
                        .filter(event ->
                                event.path("data").path("text").asText().equals("Only once")))
                .hasSize(1);
    }

    @Test
    void theVisitorsOwnEchoIsSuppressed() {
        for (String echo : List.of("same-id", "overtaking", "new-id")) {
            events(Map.of("echo", echo));
            Visitor visitor = Visitor.start(demo, echo + email, Map.of());
            String vendorId = desk.conversationOf(echo + email).path("id").asText();
            desk.accept(vendorId);
            visitor.await("agent.joined");
            String said = visitor.say("Do you hear me?");
            visitor.await(
                    "message.accepted", data -> data.path("messageId").asText().equals(said));
            desk.act(vendorId, "say?wait=true", Map.of("text", "Loud and clear"));
            visitor.awaitMessage("Loud and clear");

            assertThat(visitor.events().stream()
                            .filter(event ->
                                    event.path("data").path("text").asText().equals("Do you hear me?")))
                    .as(echo)
                    .hasSize(1);
        }
    }

    @Test
    void aPartlyTakenMessageSaysWhatIsMissing() {
        desk.settings(Map.of("talkdesk", Map.of("attachmentReadySeconds", 60)));
        Visitor visitor = start();
        accepted();
        visitor.await("agent.joined");
        String attachmentId = Http.post(
                        visitor.path() + "/attachments?name=bill.txt",
                        "my bill",
                        "Content-Type",
                        "text/plain",
                        "Authorization",
                        visitor.authorization())
                .expect(201)
                .json()
                .path("attachmentId")
                .asText();
        String id = UUID.randomUUID().toString();
        visitor.command(id, "message.send", Map.of("text", "My bill", "attachments", List.of(attachmentId)))
                .expect(202);

        JsonNode taken = visitor.await(
                "message.accepted", data -> data.path("messageId").asText().equals(id));
        assertThat(taken.path("data").path("shortfall").asText()).isNotBlank();
        assertThat(count(visitor, "message.failed")).isZero();
    }

    @Test
    void theFacadeCalledTwiceReturnsOneRoom() {
        String interaction = UUID.randomUUID().toString();
        JsonNode first =
                facade(Map.of("interactionId", interaction)).expect(200).json();
        JsonNode second =
                facade(Map.of("interactionId", interaction)).expect(200).json();

        assertThat(room(second)).isEqualTo(room(first));
        assertThat(second.path("recordingUrl").asText())
                .isEqualTo(first.path("recordingUrl").asText());
    }

    @Test
    void theFacadeReadsZeroSecondsAsTheDefault() {
        JsonNode links =
                facade(Map.of("ticketExpirationSeconds", 0)).expect(200).json();

        assertThat(Http.get(links.path("ticketUrl").asText()).status()).isEqualTo(200);
        Http.postJson(demo.url() + "/api/call/v1/redeem", Map.of("ticket", ticket(links)))
                .expect(200);
    }

    @Test
    void theFacadeUsesThePublicAddressWhenNoneIsGiven() {
        assertThat(facade(Map.of()).expect(200).json().path("agentUrl").asText())
                .startsWith(demo.url() + "/a?");
    }

    @Test
    void theFacadeTakesAFullOrigin() {
        assertThat(facade(Map.of("urlBase", demo.url() + "/"))
                        .expect(200)
                        .json()
                        .path("ticketUrl")
                        .asText())
                .startsWith(demo.url() + "/t/");
    }

    @Test
    void theFacadeRefusesAForeignUrlBase() {
        for (String foreign : List.of("evil.example", "https://evil.example", "https://localhost@evil.example")) {
            Http.Answer refused = facade(Map.of("urlBase", foreign));

            assertThat(refused.status()).as(foreign).isEqualTo(400);
            assertThat(refused.json().path("fields").toString()).contains("urlBase");
        }
    }

    private Http.Answer facade(Map<String, Object> more) {
        Map<String, Object> body = new java.util.HashMap<>(Map.of(
                "applicationId",
                demo.applicationId(),
                "cdestination",
                "standalone",
                "customerId",
                "abc123",
                "interactionId",
                UUID.randomUUID().toString()));
        body.putAll(more);
        return Http.postJson(demo.url() + "/security/facades/room", body, "Authorization", demo.clientAuthorization());
    }

    private static String room(JsonNode links) {
        String url = links.path("agentUrl").asText();
        return url.replaceAll(".*[?&]roomId=([^&]+).*", "$1");
    }

    private static String ticket(JsonNode links) {
        String url = links.path("ticketUrl").asText();
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
