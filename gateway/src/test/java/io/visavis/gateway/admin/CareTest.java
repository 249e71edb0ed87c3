package io.visavis.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.conversation.ConversationStarts;
import io.visavis.gateway.conversation.NewConversation;
import io.visavis.gateway.engine.MovableClock;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import io.visavis.gateway.inbox.Inbox;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.outbox.OutboundCommand;
import io.visavis.gateway.outbox.Outbox;
import io.visavis.gateway.plugin.Absence;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.spi.ProviderException;
import io.visavis.spi.RawWebhook;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an administrator sees of conversations, deliveries and commands, and what they can do about them, over HTTP. */
@MicronautTest(transactional = false)
@Property(name = "spec.name", value = "admin")
class CareTest {
    /** After which the gateway looks anew at how it is doing, and for a connection that did not run. */
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    @Inject
    EmbeddedServer server;

    @Inject
    FakeVendor vendor;

    @Inject
    ConversationStarts starts;

    @Inject
    Inbox inbox;

    @Inject
    Outbox outbox;

    @Inject
    UnitOfWork work;

    @Inject
    MovableClock clock;

    HttpCalls http;
    ApplicationId application;
    ConnectionId connection;

    @BeforeEach
    void aConnection() {
        http = new HttpCalls(server.getURI());
        vendor.understands = false;
        vendor.refuses.set(null);
        vendor.silent.set(null);
        vendor.says.set("is a fake");
        vendor.jarProblem.set(null);
        vendor.absence.set(null);
        vendor.absent.set(null);
        String id = http.send("POST", "applications", "{\"name\": \"Shop\"}")
                .json()
                .path("applicationId")
                .asText();
        application = new ApplicationId(id);
        connection = anotherConnection();
    }

    @Test
    void conversations_are_listed_newest_first_and_narrowed() {
        ConversationId first = conversation("Ada@Example.com");
        ConversationId second = conversation("bob@example.com");

        assertThat(ids(list("conversations?applicationId=" + application), "conversationId"))
                .containsExactly(second.value(), first.value());
        assertThat(ids(
                        list("conversations?applicationId=" + application + "&email=ada%40example.com"),
                        "conversationId"))
                .containsExactly(first.value());
        assertThat(ids(list("conversations?applicationId=" + application + "&before=" + second), "conversationId"))
                .containsExactly(first.value());
        assertThat(list("conversations?state=ended&applicationId=" + application))
                .isEmpty();
        assertThat(list("conversations?limit=1&applicationId=" + application)).hasSize(1);
    }

    @Test
    void the_events_of_a_conversation_come_with_what_the_vendor_calls_them() throws InterruptedException {
        ConversationId id = conversation("ada@example.com");
        work.commit(() -> outbox.enqueue(id, new OutboundCommand.Message("msg_1", "Hello", List.of())));

        JsonNode page = Eventually.until(
                () -> http.get("conversations/" + id + "/events").json(),
                it -> it.path("events").findValuesAsText("type").contains("message.accepted"));

        JsonNode accepted = page.path("events").get(page.path("events").size() - 1);
        assertThat(accepted.path("type").asText()).isEqualTo("message.accepted");
        assertThat(accepted.path("data").path("messageId").asText()).isEqualTo("msg_1");
        assertThat(accepted.path("provider").path("messageId").asText()).startsWith("vendor-");
        assertThat(page.path("position").asLong())
                .isEqualTo(accepted.path("position").asLong());
        assertThat(page.path("more").asBoolean()).isFalse();
        assertThat(http.get("conversations/" + id + "/events?limit=1")
                        .json()
                        .path("more")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_position_the_log_does_not_have_says_to_begin_anew() {
        Answer answer = http.get("conversations/" + conversation("ada@example.com") + "/events?after=99");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("action").asText()).isEqualTo("restart");
    }

    @Test
    void a_delivery_nobody_understood_is_marked_and_shown_without_what_people_wrote() throws InterruptedException {
        JsonNode delivery =
                delivered("{\"event_type\": \"novelty\", \"id\": \"m-17\", \"text\": \"my password is x\"}");

        assertThat(delivery.path("mark").asText()).isEqualTo("unrecognised");
        assertThat(delivery.path("note").asText()).contains("novelty");
        assertThat(delivery.path("body").path("event_type").asText()).isEqualTo("novelty");
        assertThat(delivery.path("body").path("id").asText()).isEqualTo("m-17");
        assertThat(delivery.path("body").path("text").asText()).isEqualTo("<16 characters>");
        assertThat(ids(list("inbox?mark=unrecognised&state=done"), "id"))
                .contains(delivery.path("id").asText());
        assertThat(ids(list("inbox?mark=poison"), "id"))
                .doesNotContain(delivery.path("id").asText());
    }

    @Test
    void whoever_asks_for_a_body_gets_it_and_stands_in_the_audit_log() throws InterruptedException {
        long id = delivered("{\"text\": \"in confidence\"}").path("id").asLong();

        JsonNode delivery = http.get("inbox/" + id + "?body=true").json();

        assertThat(delivery.path("body").path("text").asText()).isEqualTo("in confidence");
        assertThat(audited("inbox.body-read")).contains(Long.toString(id));
    }

    @Test
    void a_replayed_delivery_is_translated_once_more() throws InterruptedException {
        String path = "inbox/" + delivered("{\"id\": \"again\"}").path("id").asLong();
        vendor.understands = true;

        assertThat(http.send("POST", path + "/replay", null).status()).isEqualTo(202);

        JsonNode after = Eventually.until(
                () -> http.get(path).json(), it -> it.path("state").asText().equals("done"));
        assertThat(after.path("state").asText()).isEqualTo("done");
        assertThat(after.has("mark")).isFalse();
        assertThat(audited("inbox.replayed")).isNotEmpty();
    }

    @Test
    void a_failed_command_is_listed_with_its_attempts_and_sent_again() throws InterruptedException {
        vendor.refuses.set(new ProviderException(ProviderException.Kind.REJECTED, "too rude"));
        JsonNode failed = sent("msg_2", "failed");
        assertThat(failed.path("lastError").asText()).contains("too rude");
        assertThat(failed.path("attempts").get(0).path("outcome").asText()).isEqualTo("rejected");
        assertThat(failed.toString()).doesNotContain("Hello");

        vendor.refuses.set(null);
        String path = "outbox/" + failed.path("id").asLong();
        assertThat(http.send("POST", path + "/replay", null).status()).isEqualTo(202);

        JsonNode done = Eventually.until(
                () -> http.get(path).json(), it -> it.path("state").asText().equals("done"));
        assertThat(done.path("reference").asText()).startsWith("vendor-");
        assertThat(done.path("attempts")).hasSize(2);
        assertThat(http.send("POST", path + "/replay", null).status()).isEqualTo(409);
        assertThat(audited("outbox.replayed")).isNotEmpty();
    }

    @Test
    void a_discarded_command_is_not_sent_any_more_and_fails_in_the_log() throws InterruptedException {
        vendor.refuses.set(ProviderException.rateLimited("slowly", Duration.ofMinutes(5)));
        JsonNode waiting = sent("msg_3", "waiting");
        String path = "outbox/" + waiting.path("id").asLong();

        assertThat(http.send("POST", path + "/discard", "{}").fields()).isEqualTo("reason");
        Answer answer = http.send("POST", path + "/discard", "{\"reason\": \"customer called\"}");

        assertThat(answer.json().path("state").asText()).as(answer.text()).isEqualTo("discarded");
        assertThat(http.get("conversations/" + waiting.path("conversationId").asText() + "/events")
                        .json()
                        .findValuesAsText("type"))
                .contains("message.failed");
        assertThat(audited("outbox.discarded")).isNotEmpty();
    }

    @Test
    void chats_of_a_connection_that_is_removed_say_so_and_nothing_of_them_waits() throws InterruptedException {
        ConversationId quiet = conversation("quiet@example.com");
        vendor.refuses.set(ProviderException.rateLimited("slowly", Duration.ofMinutes(5)));
        JsonNode waiting = sent("msg_5", "waiting");
        String loud = waiting.path("conversationId").asText();

        assertThat(http.send("DELETE", "connections/" + connection, null).status())
                .isEqualTo(204);

        for (String id : List.of(quiet.value(), loud)) {
            JsonNode end = Eventually.until(
                            () -> http.get("conversations/" + id + "/events").json(),
                            it -> it.findValuesAsText("type").contains("conversation.ended"))
                    .path("events")
                    .valueStream()
                    .filter(it -> it.path("type").asText().equals("conversation.ended"))
                    .findFirst()
                    .orElseThrow();
            assertThat(end.path("data").path("reason").asText()).isEqualTo("failed");
            assertThat(end.path("data").path("detail").asText()).isEqualTo("connection-removed");
        }
        assertThat(http.get("conversations/" + loud + "/events").json().findValuesAsText("type"))
                .containsSubsequence("message.failed", "conversation.ended");
        JsonNode failed = http.get("outbox/" + waiting.path("id").asLong()).json();
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.path("lastError").asText()).isEqualTo("the connection has been removed");
        String discard = "outbox/" + waiting.path("id").asLong() + "/discard";
        assertThat(http.send("POST", discard, "{\"reason\": \"seen\"}").status())
                .isEqualTo(200);
    }

    @Test
    void what_was_given_up_for_a_connection_is_discarded_together_even_when_it_is_removed()
            throws InterruptedException {
        vendor.refuses.set(new ProviderException(ProviderException.Kind.REJECTED, "never"));
        ConnectionId going = connection;
        List<String> given = List.of(
                sent("msg_6", "failed").path("id").asText(),
                sent("msg_7", "failed").path("id").asText());
        connection = anotherConnection();
        String others = sent("msg_8", "failed").path("id").asText();
        http.send("DELETE", "connections/" + going, null);

        assertThat(ids(list("outbox?state=failed&connectionId=" + going), "id"))
                .containsExactlyInAnyOrderElementsOf(given);
        Answer answer = http.send(
                "POST", "outbox/discard", "{\"connectionId\": \"" + going + "\", \"reason\": \"it is closed\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("discarded").asInt()).isEqualTo(2);
        assertThat(list("outbox?state=failed&connectionId=" + going)).isEmpty();
        assertThat(ids(list("outbox?state=discarded&connectionId=" + going), "id"))
                .containsExactlyInAnyOrderElementsOf(given);
        assertThat(http.get("outbox/" + others).json().path("state").asText()).isEqualTo("failed");
        assertThat(audited("outbox.discarded")).contains("it is closed");
    }

    @Test
    void who_discards_together_says_whose_commands_and_why() {
        assertThat(http.send("POST", "outbox/discard", "{}").fields()).isEqualTo("connectionId reason");
        assertThat(http.send("POST", "outbox/discard", "{\"connectionId\": \"..\", \"reason\": \"x\"}")
                        .fields())
                .isEqualTo("connectionId");
        Answer none = http.send("POST", "outbox/discard", "{\"connectionId\": \"con_none\", \"reason\": \"x\"}");
        assertThat(none.json().path("discarded").asInt(-1)).isZero();
    }

    @Test
    void a_delivery_of_a_connection_that_is_removed_is_filed_with_the_reason() throws InterruptedException {
        JsonNode held = held();

        assertThat(http.send("DELETE", "connections/" + connection, null).status())
                .isEqualTo(204);
        clock.advance(A_WHILE);

        JsonNode filed = Eventually.until(
                () -> http.get("inbox/" + held.path("id").asLong()).json(),
                it -> it.path("state").asText().equals("done"));
        assertThat(filed.path("mark").asText()).isEqualTo("unknown-conversation");
        assertThat(filed.path("note").asText()).isEqualTo("its connection has been removed");
    }

    @Test
    void a_delivery_that_is_kept_back_says_why() throws InterruptedException {
        JsonNode held = held();

        assertThat(held.path("note").asText())
                .isEqualTo("waits for its connection, which does not run; asked again at holdUntil");
        assertThat(held.path("holdUntil").asText()).isNotBlank();
        vendor.understands = true;
        vendor.absence.set(null);
        clock.advance(A_WHILE);
        JsonNode done = Eventually.until(
                () -> http.get("inbox/" + held.path("id").asLong()).json(),
                it -> it.path("state").asText().equals("done"));
        assertThat(done.has("note")).as("it waits no more").isFalse();
    }

    @Test
    void a_vendor_that_does_not_answer_is_told_to_all_and_why_to_the_administrator() throws InterruptedException {
        vendor.silent.set("the account is closed");

        JsonNode status =
                Eventually.until(this::status, it -> !it.path("vendors").isEmpty());

        assertThat(status.path("state").asText()).isEqualTo("attention");
        assertThat(status.path("vendors")).hasSize(1);
        assertThat(status.path("vendors").get(0).path("vendor").asText()).isEqualTo("Fake");
        assertThat(status.path("vendors").get(0).path("since").asText()).isNotBlank();
        assertThat(status.toString()).doesNotContain("account", connection.value());
        JsonNode line = connectionState();
        assertThat(line.path("state").asText()).isEqualTo("down");
        assertThat(line.path("reason").asText()).isEqualTo("the account is closed");
    }

    @Test
    void an_account_that_is_warned_of_needs_attention_though_it_works() throws InterruptedException {
        assertThat(check().path("level").asText()).isEqualTo("ok");
        vendor.says.set("WARNING: deliveries are not proved.");

        JsonNode line = Eventually.until(this::connectionState, it -> it.has("warning"));

        assertThat(line.path("warning").asText()).isEqualTo("deliveries are not proved.");
        assertThat(line.path("state").asText()).isEqualTo("up");
        assertThat(line.has("reason")).isFalse();
        assertThat(statusInDetail().path("state").asText()).isEqualTo("attention");
        JsonNode status = status();
        assertThat(status.path("state").asText()).isEqualTo("attention");
        assertThat(status.path("vendors")).as("visitors can chat").isEmpty();
        assertThat(status.toString()).doesNotContain("proved");
        assertThat(check().path("ok").asBoolean()).isTrue();
        assertThat(check().path("level").asText()).isEqualTo("warning");

        vendor.silent.set("WARNING: deliveries are not proved. The account is closed");
        assertThat(check().path("level").asText()).isEqualTo("failed");
    }

    @Test
    void a_status_says_how_old_its_answer_of_a_vendor_is() throws InterruptedException {
        JsonNode up = Eventually.until(
                this::connectionState, it -> it.path("state").asText().equals("up"));
        Instant first = Instant.parse(up.path("checkedAt").asText());

        clock.advance(Duration.ofMinutes(1));
        assertThat(connectionState().path("checkedAt").asText())
                .as("nobody looked meanwhile")
                .isEqualTo(up.path("checkedAt").asText());
        Eventually.until(
                this::connectionState,
                it -> Instant.parse(it.path("checkedAt").asText()).isAfter(first.plusSeconds(59)));
    }

    private JsonNode check() {
        return http.send("POST", "connections/" + connection + "/check", null).json();
    }

    @Test
    void a_connection_that_does_not_run_says_everywhere_why() throws InterruptedException {
        String why = "setting 'region' must be eu";
        vendor.absence.set(new Absence(Absence.Reason.SETTINGS_REFUSED, why));

        JsonNode line = Eventually.until(
                this::connectionState, it -> it.path("state").asText().equals("down"));

        assertThat(line.path("reason").asText()).isEqualTo(why);
        assertThat(http.get("connections/" + connection).json().path("problem").asText())
                .isEqualTo(why);
        JsonNode check = check();
        assertThat(check.path("ok").asBoolean()).isFalse();
        assertThat(check.path("level").asText()).isEqualTo("failed");
        assertThat(check.path("detail").asText()).isEqualTo("It does not run: " + why);
        assertThat(status().toString()).doesNotContain(why);
    }

    private ConnectionId anotherConnection() {
        return new ConnectionId(http.send(
                        "POST",
                        "applications/" + application + "/connections",
                        "{\"name\": \"Fake\", \"provider\": \"fake\", \"settings\": {\"region\": \"eu\"}}")
                .json()
                .path("connectionId")
                .asText());
    }

    @Test
    void a_vendor_that_other_connections_reach_is_not_blamed_for_one_that_does_not_run() throws InterruptedException {
        anotherConnection();
        vendor.absent.set(connection);
        vendor.absence.set(new Absence(Absence.Reason.SETTINGS_REFUSED, "setting 'region' must be eu"));

        JsonNode partly =
                Eventually.until(this::status, it -> it.at("/vendors/0/partly").asBoolean());

        assertThat(partly.at("/vendors/0/vendor").asText()).isEqualTo("Fake");
        assertThat(partly.at("/vendors/0/partly").asBoolean()).isTrue();
        vendor.absent.set(null);
        JsonNode wholly =
                Eventually.until(this::status, it -> !it.at("/vendors/0/partly").asBoolean(true));
        assertThat(wholly.at("/vendors/0/partly").asBoolean(true)).isFalse();
    }

    @Test
    void a_connection_that_takes_no_chats_says_so_in_the_list() throws InterruptedException {
        String path = "applications/" + application + "/connections";
        String first = connection.value();
        connection = new ConnectionId(http.send(
                        "POST", path, "{\"name\": \"Two\", \"provider\": \"fake\", \"settings\": {\"region\": \"eu\"}}")
                .json()
                .path("connectionId")
                .asText());

        JsonNode line = Eventually.until(
                this::connectionState, it -> it.path("state").asText().equals("up"));

        assertThat(line.path("note").asText())
                .isEqualTo(
                        "takes no new chats: connection " + first + " serves chat mode fake-chat of this application");
    }

    @Test
    void what_was_given_up_and_a_jar_that_is_refused_need_attention() throws InterruptedException {
        vendor.refuses.set(new ProviderException(ProviderException.Kind.REJECTED, "never"));
        vendor.jarProblem.set("it is for another version");
        sent("msg_4", "failed");

        JsonNode details = Eventually.until(
                this::statusInDetail, it -> it.path("failedCommands").asLong() > 0);

        assertThat(details.path("state").asText()).isEqualTo("attention");
        assertThat(details.path("plugins").get(0).path("problem").asText()).isEqualTo("it is for another version");
        assertThat(details.path("runningCalls").asLong()).isZero();
        assertThat(status().path("state").asText()).isEqualTo("attention");
        assertThat(status().has("failedCommands")).isFalse();
    }

    private JsonNode connectionState() {
        return statusInDetail()
                .path("connections")
                .valueStream()
                .filter(it -> it.path("connectionId").asText().equals(connection.value()))
                .findFirst()
                // The last look was before it was added.
                .orElseGet(MissingNode::getInstance);
    }

    private JsonNode statusInDetail() {
        clock.advance(A_WHILE);
        return http.get("status").json();
    }

    private JsonNode status() {
        clock.advance(A_WHILE);
        return http.send("GET", "/api/status/v1", null, "Accept", "application/json")
                .json();
    }

    @ParameterizedTest
    @CsvSource({
        "conversations?state=nonsense, state",
        "conversations?limit=0, limit",
        "conversations?before=.., before",
        "conversations?email=a%00b, email",
        "inbox?state=nonsense&mark=nonsense&limit=501, state mark limit",
        "outbox?state=nonsense, state",
        "outbox?limit=many, limit",
        "outbox?connectionId=.., connectionId",
        "inbox?sate=parked, sate",
        "outbox?Limit=3&sate=failed&limit=3, Limit sate",
        "applications?x=, x",
        "audit?after=3, after",
        "status?verbose=true, verbose",
        "inbox/1?bdy=true, bdy",
    })
    void what_cannot_narrow_a_list_is_named(String path, String fields) {
        Answer answer = http.get(path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("action").asText()).isEqualTo("fix-input");
        assertThat(answer.fields()).isEqualTo(fields);
    }

    @Test
    void a_misspelt_filter_is_told_with_the_one_that_was_meant_or_those_there_are() {
        assertThat(http.get("inbox?sate=parked").text()).contains("is not known here; did you mean state?");
        assertThat(http.get("outbox?colour=red").text())
                .contains("is not known here; known are before, connectionId, limit, state");
        assertThat(http.send("POST", "inbox/999/replay?dry=true", null).fields())
                .isEqualTo("dry");
        assertThat(http.send("GET", "/api/admin/v1/inbox?sate=parked", null, "Accept", "application/json")
                        .status())
                .isEqualTo(401);
        assertThat(http.get("nowhere?sate=parked").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"GET, inbox/999", "POST, inbox/999/replay", "POST, outbox/999/replay", "GET, conversations/cnv_x/events"
    })
    void what_is_not_there_is_not_found(String method, String path) {
        assertThat(http.send(method, path, null).status()).isEqualTo(404);
    }

    private ConversationId conversation(String email) {
        ConversationId id = ConversationId.next();
        work.commit(() -> starts.create(
                new NewConversation(id, application, connection, "fake-chat", email, "Help", "vendor-of-" + id)));
        return id;
    }

    /** A delivery that is kept back, since its connection does not run. */
    private JsonNode held() throws InterruptedException {
        vendor.absence.set(new Absence(Absence.Reason.NOT_INSTALLED, "no jar"));
        deliver("{}");
        return Eventually.until(
                        () -> list("inbox?limit=1"),
                        it -> it.path(0).path("state").asText().equals("held"))
                .get(0);
    }

    /** A delivery that was worked off. */
    private JsonNode delivered(String body) throws InterruptedException {
        deliver(body);
        JsonNode list = Eventually.until(
                () -> list("inbox?limit=1"),
                it -> it.size() == 1 && it.get(0).path("state").asText().equals("done"));
        return list.get(0);
    }

    private void deliver(String body) {
        inbox.store(connection, new RawWebhook("", Map.of(), body.getBytes(StandardCharsets.UTF_8), Instant.now()), "");
    }

    /** A command that has been tried. */
    private JsonNode sent(String messageId, String state) throws InterruptedException {
        ConversationId id = conversation("ada@example.com");
        work.commit(() -> outbox.enqueue(id, new OutboundCommand.Message(messageId, "Hello", List.of())));
        return Eventually.until(
                        () -> list("outbox?limit=1&state=" + state),
                        it -> it.size() == 1
                                && it.get(0).path("conversationId").asText().equals(id.value())
                                && !it.get(0).path("attempts").isEmpty())
                .get(0);
    }

    private JsonNode list(String path) {
        return http.get(path).json();
    }

    private List<String> audited(String what) {
        return list("audit")
                .valueStream()
                .filter(it -> it.path("what").asText().equals(what))
                .map(it -> it.path("detail").asText())
                .toList();
    }

    private static List<String> ids(JsonNode list, String field) {
        return list.valueStream().map(it -> it.path(field).asText()).toList();
    }
}
