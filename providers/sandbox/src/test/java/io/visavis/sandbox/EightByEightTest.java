package io.visavis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EightByEightTest extends AtEightByEight {

    private static final Path EXAMPLES = Path.of("../../schemas/8x8/examples");

    @Test
    void a_chat_is_created_accepted_answered_and_ended() {
        var id = created();
        act(id, "accept", "{}");
        act(id, "say", "{\"text\":\"Grüße\"}");
        assertThat(api("POST", CONVERSATIONS + "/" + id + "/messages", "{\"authorType\":\"user\",\"text\":\"Hi\"}"))
                .isEqualTo(new RunningSandbox.Answer(202, ""));
        act(id, "end", "{}");

        assertThat(webhook.types())
                .containsExactly(
                        "CONVERSATION_UPDATE",
                        "CONVERSATION_UPDATE",
                        "MEMBERS_CHANGED",
                        "QUEUED",
                        "CONVERSATION_UPDATE",
                        "MEMBERS_CHANGED",
                        "MESSAGE",
                        "MESSAGE",
                        "MEMBERS_CHANGED",
                        "CONVERSATION_UPDATE");
        assertThat(webhook.seen.getLast().json().at("/data/state").asText()).isEqualTo("idle");
        assertThat(webhook.seen.get(7).json().at("/data/isEcho").asBoolean()).isTrue();
    }

    @Test
    void every_delivery_is_signed_by_the_key_it_names() throws Exception {
        created();
        for (var delivery : webhook.seen) {
            assertThat(signed(delivery)).as(delivery.type()).isTrue();
        }
    }

    /** Written from the contract (3.3) alone, so that both sides are not wrong in the same way. */
    private boolean signed(FakeWebhook.Seen delivery) throws Exception {
        var jws = delivery.headers().get("x-8x8-signature").split("\\.", -1);
        assertThat(jws[1]).isEmpty();
        var header = new String(Base64.getUrlDecoder().decode(jws[0]), StandardCharsets.UTF_8);
        var kid = header.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
        var jwk = sandbox.send(
                        HttpRequest.newBuilder(URI.create(sandbox.url() + "/chat-gateway/v1/jwk/" + kid + "/public")))
                .json();
        var crc = new CRC32();
        crc.update(delivery.body());
        var payload = "{\"checksum\":" + crc.getValue() + ",\"cid\":\""
                + delivery.headers().get("x-8x8-customer-id") + "\",\"eid\":\""
                + delivery.headers().get("x-8x8-event-id") + "\",\"retry\":"
                + delivery.headers().get("x-8x8-retry") + ",\"tid\":\""
                + delivery.headers().get("x-8x8-tenant-id") + "\",\"tt\":"
                + delivery.headers().get("x-8x8-transmission-time") + "}";
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(jwk.path("n")), number(jwk.path("e")))));
        signature.update((jws[0] + "." + payload).getBytes(StandardCharsets.UTF_8));
        return signature.verify(Base64.getUrlDecoder().decode(jws[2]));
    }

    private static BigInteger number(JsonNode text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text.asText()));
    }

    @Test
    void a_wrong_signature_is_followed_by_a_right_one_when_refused() throws Exception {
        settings("{\"events\":{\"retrySeconds\":0}}");
        var id = created();
        act(id, "accept", "{}");
        webhook.seen.clear();
        webhook.status = 401;
        act(id, "say", "{\"text\":\"Hi\",\"delivery\":{\"badSignature\":true}}");

        assertThat(webhook.seen).hasSize(3);
        assertThat(signed(webhook.seen.get(0))).isFalse();
        assertThat(signed(webhook.seen.get(1))).isTrue();
        assertThat(webhook.seen)
                .extracting(one -> one.headers().get("x-8x8-retry"))
                .containsExactly("0", "1", "2");
        assertThat(webhook.seen)
                .extracting(one -> one.headers().get("x-8x8-event-id"))
                .containsOnly(webhook.seen.getFirst().headers().get("x-8x8-event-id"));
    }

    @Test
    void the_older_generation_is_flat_and_has_names() {
        settings("{\"events\":{\"generation\":\"legacy\"}}");
        var id = created();
        act(id, "accept", "{}");
        act(id, "say", "{\"text\":\"Hello\"}");

        assertThat(webhook.types()).containsExactly("QUEUED", "AGENT_JOINED", "TEXT");
        assertThat(webhook.seen.get(1).json().path("agentName").asText()).isEqualTo("Nikos Markou");
        assertThat(webhook.seen.get(2).json().path("message").asText()).isEqualTo("Hello");
    }

    @Test
    void mixed_generations_tell_who_joined_in_both() {
        settings("{\"events\":{\"generation\":\"mixed\"}}");
        var id = created();
        webhook.seen.clear();
        act(id, "accept", "{}");
        act(id, "say", "{\"text\":\"Hello\"}");
        act(id, "end", "{}");

        assertThat(webhook.types())
                .containsExactly(
                        "CONVERSATION_UPDATE",
                        "AGENT_JOINED",
                        "MEMBERS_CHANGED",
                        "MESSAGE",
                        "MEMBERS_CHANGED",
                        "CONVERSATION_UPDATE");
        var flat = webhook.seen.get(1).json();
        assertThat(flat.path("agentName").asText()).isEqualTo("Nikos Markou");
        assertThat(flat.path("agentId")).isEqualTo(webhook.seen.get(2).json().at("/data/id"));
    }

    @ParameterizedTest
    @CsvSource({"v2.0, AGENT_JOINED", "Chat Gateway v1.0, MEMBERS_CHANGED"})
    void the_webhooks_version_chooses_the_generation(String version, String joined) {
        api(
                "PUT",
                "/chat-gateway/v1/webhooks/sandbox-webhook",
                "{\"name\":\"mine\",\"uri\":\"" + webhook.url() + "\",\"version\":\"" + version + "\"}");
        var id = created();
        webhook.seen.clear();
        act(id, "accept", "{}");

        assertThat(webhook.types()).last().isEqualTo(joined);
        assertThat(webhook.types()).doesNotContain(joined.equals("AGENT_JOINED") ? "MEMBERS_CHANGED" : "AGENT_JOINED");
    }

    @Test
    void a_transfer_to_another_queue_waits_there() {
        var id = created();
        act(id, "accept", "{}");
        webhook.seen.clear();
        var moved = act(id, "transfer", "{\"queue\":\"121\"}");

        assertThat(moved.path("state").asText()).isEqualTo("queued");
        assertThat(webhook.types()).containsExactly("TRANSFER", "MEMBERS_CHANGED", "CONVERSATION_UPDATE", "QUEUED");
        assertThat(webhook.seen.getLast().json().at("/data/queueName").asText()).isEqualTo("Video desk");
    }

    @Test
    void typing_is_told_both_ways() {
        var id = created();
        act(id, "accept", "{}");
        act(id, "typing", "{\"typing\":true}");

        assertThat(webhook.await("ACTIVITY")
                        .json()
                        .at("/data/value/users/0/type")
                        .asText())
                .isEqualTo("agent");
        assertThat(api("POST", CONVERSATIONS + "/" + id + "/typing", "{\"authorType\":\"user\"}")
                        .status())
                .isEqualTo(204);
        assertThat(sandbox.control("GET", "/conversations/" + id, "")
                        .json()
                        .path("visitorTypingAt")
                        .isTextual())
                .isTrue();
    }

    @Test
    void a_bot_thinks_until_it_speaks() {
        var id = created();
        assertThat(api("POST", CONVERSATIONS + "/" + id + "/thinking", "{\"maxThinkingTimeSeconds\":20}")
                        .status())
                .isEqualTo(204);
        assertThat(thinks(id)).isTrue();

        api("POST", CONVERSATIONS + "/" + id + "/messages", "{\"authorType\":\"bot\",\"text\":\"Here it is\"}");
        assertThat(thinks(id)).isFalse();
    }

    private boolean thinks(String id) {
        return sandbox.control("GET", "/conversations/" + id, "")
                .json()
                .path("botThinkingUntil")
                .isTextual();
    }

    @Test
    void a_visitor_who_left_and_writes_again_waits_again() {
        var id = created();
        api("PATCH", CONVERSATIONS + "/" + id + "/participants/user", "{\"removed\":true}");
        webhook.seen.clear();
        api("POST", CONVERSATIONS + "/" + id + "/messages", "{\"authorType\":\"user\",\"text\":\"Again\"}");

        webhook.await("QUEUED");
        assertThat(api("GET", CONVERSATIONS + "/" + id + "/interactions", "")
                        .json()
                        .at("/page/totalElements")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void who_writes_after_the_end_waits_in_the_last_queue_and_the_next_agent_sees_it_all() {
        var id = created();
        act(id, "accept", "{}");
        act(id, "transfer", "{\"queue\":\"121\"}");
        act(id, "accept", "{}");
        act(id, "say", "{\"text\":\"Goodbye\"}");
        act(id, "end", "{}");
        webhook.seen.clear();

        assertThat(said(id, "user", "One more thing").status()).isEqualTo(202);

        assertThat(webhook.await("QUEUED").json().at("/data/queueId").asText()).isEqualTo("121");
        var reopened = act(id, "accept", "{}");
        assertThat(reopened.path("messages").findValuesAsText("text")).containsExactly("Goodbye", "One more thing");
    }

    @Test
    void a_tenant_may_refuse_what_comes_after_the_end_or_pass_it_over() {
        var id = created();
        act(id, "end", "{}");
        webhook.seen.clear();

        settings("{\"afterEnd\":\"refuse\"}");
        var refused = said(id, "user", "Again");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/code").asText()).isEqualTo("invalid_state");

        settings("{\"afterEnd\":\"ignore\"}");
        assertThat(said(id, "user", "Again").status()).isEqualTo(202);
        assertThat(sandbox.control("GET", "/conversations/" + id, "")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("ended");
        assertThat(said(id, "bot", "Again").status()).as("a bot opens nothing").isEqualTo(400);
        assertThat(webhook.seen).isEmpty();
    }

    @Test
    void a_file_goes_up_and_comes_down() {
        var id = created();
        var file = uploaded(id, "a.txt", "red light");

        assertThat(file).hasSizeGreaterThanOrEqualTo(80);
        var details = read(CONVERSATIONS + "/" + id + "/attachments/" + file);
        assertThat(details.path("filename").asText()).isEqualTo("a.txt");
        assertThat(details.path("sizeInBytes").asInt()).isEqualTo(9);
        assertThat(api("GET", CONVERSATIONS + "/" + id + "/attachments/" + file + "/content", "")
                        .body())
                .isEqualTo("red light");
    }

    @Test
    void an_agents_file_has_a_link_that_needs_no_key() {
        var id = created();
        act(id, "accept", "{}");
        sandbox.control("POST", "/conversations/" + id + "/file?name=a.txt&wait=true", "hold reset");

        var link = webhook.await("MESSAGE")
                .json()
                .at("/data/attachments/0/preSignedUrl")
                .asText();
        assertThat(sandbox.send(HttpRequest.newBuilder(URI.create(link))).body())
                .isEqualTo("hold reset");
    }

    @Test
    void a_new_webhook_gets_the_test_call_first() {
        var made = api("POST", "/chat-gateway/v1/webhooks", "{\"name\":\"mine\",\"uri\":\"" + webhook.url() + "\"}");

        assertThat(made.status()).as(made.body()).isEqualTo(200);
        assertThat(webhook.types()).containsExactly("WEB_HOOK_VERIFY");
        webhook.status = 500;
        settings("{\"events\":{\"attempts\":1}}");
        assertThat(api("POST", "/chat-gateway/v1/webhooks", "{\"name\":\"x\",\"uri\":\"" + webhook.url() + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusals_have_the_shapes_of_the_contract() {
        assertThat(api("GET", CONVERSATIONS, "", "x-api-key", "wrong")
                        .json()
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("access_denied");
        assertThat(api("POST", CONVERSATIONS, "{").json().at("/errors/code").asText())
                .isEqualTo("invalid_json_object");
        assertThat(api("GET", CONVERSATIONS + "/none", "")
                        .json()
                        .at("/errors/0")
                        .isTextual())
                .isTrue();
        assertThat(api("POST", CONVERSATIONS + "/none/typing", "{}")
                        .json()
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("resource_not_found");
        assertThat(api("POST", CONVERSATIONS, "{\"channelId\":\"none\"}")
                        .json()
                        .at("/validations/0/field")
                        .asText())
                .isEqualTo("channelId");
    }

    /** Each member of the contract's own example is there, of its kind, and none beside. */
    @ParameterizedTest
    @CsvSource({
        "generic,/errors/0/code,resource_not_found",
        "bad-request-object,/errors/code,invalid_json_object",
        "invalid-parameter,/errors/0/code,invalid_parameter",
        "validation,/validations/0/code,resource_not_found",
        "unauthorized,/errors/0/code,access_denied",
        "unauthorized-older,/code,KA:7654321",
        "proxy-fault,/fault/detail/errorcode,keymanagement.service.invalid_access_token",
        "forbidden,/errors/0,Resource of type Conversation with id none was not found.",
        "not-found,/errors/0,Resource of type Conversation with id none was not found.",
        "not-found-coded,/errors/0/code,resource_not_found",
        "oauth,/ErrorCode,resource_not_found"
    })
    void any_of_the_eleven_shapes_can_be_had(String shape, String member, String says) throws IOException {
        settings("{\"errorShape\":\"" + shape + "\"}");

        var refused = api("GET", CONVERSATIONS + "/none", "").json();
        var example = EXAMPLES.resolve("response-error-" + shape + ".json");
        assertThat(kinds(refused)).isEqualTo(kinds(new ObjectMapper().readTree(example.toFile())));
        assertThat(refused.at(member).asText()).isEqualTo(says);
    }

    @Test
    void no_shape_of_the_contract_is_left_out() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("response-error-")))
                    .hasSize(11);
        }
    }

    /** What stands where, whatever it says. */
    private static SortedMap<String, JsonNodeType> kinds(JsonNode node) {
        var kinds = new TreeMap<String, JsonNodeType>();
        addKinds(kinds, "", node);
        return kinds;
    }

    private static void addKinds(SortedMap<String, JsonNodeType> kinds, String place, JsonNode node) {
        kinds.put(place, node.getNodeType());
        node.properties().forEach(member -> addKinds(kinds, place + "/" + member.getKey(), member.getValue()));
        if (node.isArray()) {
            node.forEach(element -> addKinds(kinds, place + "/*", element));
        }
    }

    @Test
    void statistics_count_who_waits() {
        created();

        var queue = api("GET", "/cc/v1/stats/rt/queue/118", "").json().path("queue");
        assertThat(queue.path("queue-size").asInt()).isEqualTo(1);
        assertThat(queue.path("agent-count-waitTransact").asInt()).isEqualTo(3);
        settings("{\"schedules\":[{\"id\":\"142\",\"name\":\"Hours\",\"status\":-1,"
                + "\"week\":[{\"day\":1,\"start\":\"08:00\",\"end\":\"18:00\"}]}]}");
        assertThat(api("GET", "/cc/v1/schedules", "")
                        .json()
                        .at("/schedules/schedule/0/week-days/week-day/0/properties/start-time")
                        .asText())
                .isEqualTo("08:00");
        assertThat(api("GET", "/cc/v1/schedules/142/status", "")
                        .json()
                        .at("/schedule-status/status")
                        .asInt())
                .isEqualTo(-1);
    }

    @Test
    void the_call_asks_for_a_room_by_the_gateways_own_session() {
        var id = created();
        act(id, "accept", "{}");
        sandbox.control("POST", "/conversations/" + id + "/call", "{}");

        assertThat(sandbox.gateway.rooms.getFirst().json().path("interactionId").asText())
                .isEqualTo("s-8");
    }
}
