package io.visavis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls of the contract's table (2.0) beside a chat's usual way. */
class EightByEightResourcesTest extends AtEightByEight {

    private static final String WEBHOOKS = "/chat-gateway/v1/webhooks";
    private static final String CHANNELS = "/chat-gateway/v1/channels";

    private String webhookNamed(String name) {
        return "{\"name\":\"" + name + "\",\"uri\":\"" + webhook.url() + "\",\"version\":\"Chat Gateway v1.0\"}";
    }

    private static String channel(String name, String queue) {
        return "{\"name\":\"" + name + "\",\"webHookId\":\"sandbox-webhook\",\"routingOptions\":"
                + "{\"type\":\"queue\",\"id\":\"" + queue + "\"}}";
    }

    @Test
    void a_webhook_is_made_replaced_and_deleted() {
        var id = api("POST", WEBHOOKS, webhookNamed("one")).json().path("id").asText();

        var replaced = api("PUT", WEBHOOKS + "/" + id, webhookNamed("two").replace("Chat Gateway v1.0", "v2.0"));

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(read(WEBHOOKS + "/" + id)).isEqualTo(replaced.json());
        assertThat(replaced.json().path("name").asText()).isEqualTo("two");
        assertThat(webhook.seen)
                .extracting(one -> one.json().path("notificationVersion").asText())
                .containsExactly("Chat Gateway v1.0", "v2.0");
        assertThat(each(WEBHOOKS, "webhooks", "id")).containsExactlyInAnyOrder(id, "sandbox-webhook");
        assertThat(api("DELETE", WEBHOOKS + "/" + id, "").status()).isEqualTo(204);
        assertThat(api("GET", WEBHOOKS + "/" + id, "").status()).isEqualTo(404);
        assertThat(api("PUT", WEBHOOKS + "/" + id, webhookNamed("three")).status())
                .isEqualTo(404);
        assertThat(api("DELETE", WEBHOOKS + "/" + id, "").status()).isEqualTo(404);
    }

    @Test
    void an_address_is_called_to_see_whether_it_answers() {
        var body = "{\"version\":\"v2.0\",\"uri\":\"" + webhook.url() + "\"}";

        assertThat(api("POST", WEBHOOKS + "/verify", body).status()).isEqualTo(204);
        assertThat(webhook.types()).containsExactly("WEB_HOOK_VERIFY");
        settings("{\"events\":{\"attempts\":1}}");
        webhook.status = 404;
        assertThat(api("POST", WEBHOOKS + "/verify", body).status()).isEqualTo(400);
        assertThat(api("POST", WEBHOOKS + "/verify", "{\"uri\":\"" + webhook.url() + "\"}")
                        .json()
                        .at("/validations/0/field")
                        .asText())
                .isEqualTo("version");
    }

    @Test
    void the_public_key_is_at_the_retired_path_too_and_asks_for_no_credential() {
        created();
        var signature = webhook.seen.getFirst().headers().get("x-8x8-signature").split("\\.", -1)[0];
        var id = new String(java.util.Base64.getUrlDecoder().decode(signature), java.nio.charset.StandardCharsets.UTF_8)
                .replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");

        var key = unasked("/chat-gateway/v1/jwk/" + id + "/public");

        assertThat(key.json().path("kid").asText()).isEqualTo(id);
        assertThat(unasked("/vcc/us/chat/v2/jwk/" + id + "/public")).isEqualTo(key);
        assertThat(unasked("/chat-gateway/v1/jwk/another/public").status()).isEqualTo(404);
    }

    private RunningSandbox.Answer unasked(String path) {
        return sandbox.send(HttpRequest.newBuilder(URI.create(sandbox.url() + path)));
    }

    @Test
    void a_channel_is_made_replaced_and_deleted() {
        var made = api("POST", CHANNELS, channel("Shop", "121")).json();
        var path = CHANNELS + "/" + made.path("id").asText();

        assertThat(made.path("type").asText()).isEqualTo("ChatAPI");
        assertThat(api("PUT", path, channel("Help", "118")).status()).isEqualTo(200);
        assertThat(read(path).path("name").asText()).isEqualTo("Help");
        assertThat(read(path).at("/routingOptions/id").asText()).isEqualTo("118");
        assertThat(api("DELETE", path, "").status()).isEqualTo(204);
        assertThat(api("GET", path, "").status()).isEqualTo(404);
        assertThat(each(CHANNELS, "channels", "id")).containsExactly("sandbox-channel");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"name\":\"x\",\"webHookId\":\"none\",\"routingOptions\":{\"type\":\"queue\",\"id\":\"118\"}}",
                "{\"name\":\"x\",\"webHookId\":\"sandbox-webhook\",\"routingOptions\":{\"type\":\"queue\",\"id\":\"9\"}}",
                "{\"name\":\"x\",\"webHookId\":\"sandbox-webhook\",\"routingOptions\":{\"type\":\"script\",\"id\":\"118\"}}",
                "{\"name\":\"x\",\"webHookId\":\"sandbox-webhook\",\"type\":\"SMS\",\"routingOptions\":{\"type\":\"queue\",\"id\":\"118\"}}",
            })
    void a_channel_that_leads_nowhere_is_refused(String body) {
        assertThat(api("POST", CHANNELS, body).status()).isEqualTo(400);
    }

    @Test
    void a_chat_begins_in_its_channels_queue_and_is_told_to_its_webhook() {
        var path =
                api("POST", CHANNELS, channel("Video", "121")).json().path("id").asText();
        var id = created(CREATE.replace("sandbox-channel", path));

        assertThat(read(CONVERSATIONS + "/" + id).at("/assignment/id").asText()).isEqualTo("121");
    }

    @Test
    void who_waits_can_be_moved_and_known_better() {
        var id = created();
        webhook.seen.clear();

        var moved = api(
                "PATCH",
                CONVERSATIONS + "/" + id,
                "{\"assignment\":{\"type\":\"queue\",\"id\":\"121\"},\"user\":{\"company\":\"Acme\"}}");

        assertThat(moved.status()).isEqualTo(202);
        assertThat(webhook.await("QUEUED").json().at("/data/queueId").asText()).isEqualTo("121");
        assertThat(webhook.types()).containsExactly("CONVERSATION_UPDATE", "CONVERSATION_UPDATE", "QUEUED");
        var now = read(CONVERSATIONS + "/" + id);
        assertThat(now).isEqualTo(moved.json());
        assertThat(now.at("/assignment/id").asText()).isEqualTo("121");
        assertThat(now.at("/user/name").asText()).isEqualTo("Dana");
        assertThat(now.at("/user/company").asText()).isEqualTo("Acme");
        assertThat(act(id, "accept", "{}").at("/context/company").asText()).isEqualTo("Acme");
        assertThat(api("PATCH", CONVERSATIONS + "/" + id, "{\"assignment\":{\"id\":\"118\"}}")
                        .status())
                .as("an agent has it")
                .isEqualTo(400);
    }

    @Test
    void a_conversation_is_replaced_by_channel_user_and_assignment() {
        var id = created();
        var body = "{\"channelId\":\"sandbox-channel\",\"user\":{\"name\":\"Dana K.\"},"
                + "\"assignment\":{\"type\":\"queue\",\"id\":\"121\"}}";

        var replaced = api("PUT", CONVERSATIONS + "/" + id, body);

        assertThat(replaced.status()).isEqualTo(202);
        assertThat(replaced.json().at("/user/name").asText()).isEqualTo("Dana K.");
        assertThat(replaced.json().at("/user").has("email"))
                .as("what is not named")
                .isFalse();
        assertThat(replaced.json().at("/assignment/id").asText()).isEqualTo("121");
        assertThat(api("PUT", CONVERSATIONS + "/none", body).status()).isEqualTo(404);
        assertThat(api("PUT", CONVERSATIONS + "/" + id, body.replace("sandbox-channel", "none"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void participants_are_ids_and_say_who_has_left() {
        var id = created();
        act(id, "accept", "{}");
        act(id, "transfer", "{}");

        assertThat(each(CONVERSATIONS + "/" + id + "/participants", "participants", "type"))
                .containsExactly("user", "bot", "agent", "agent");
        assertThat(each(CONVERSATIONS + "/" + id + "/participants", "participants", "removed"))
                .containsExactly("false", "false", "true", "false");
        api("PATCH", CONVERSATIONS + "/" + id + "/participants/user", "{\"removed\":true}");
        assertThat(each(CONVERSATIONS + "/" + id + "/participants", "participants", "removed"))
                .containsExactly("true", "false", "true", "true");
        assertThat(api("PATCH", CONVERSATIONS + "/" + id + "/participants/user", "{\"removed\":false}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_transcript_comes_newest_first_and_one_by_one() {
        var id = created();
        act(id, "accept", "{}");
        act(id, "say", "{\"text\":\"One\"}");
        said(id, "user", "Two");
        said(id, "bot", "Three");
        var path = CONVERSATIONS + "/" + id + "/messages";

        assertThat(each(path, "messages", "text")).containsExactly("Three", "Two", "One");
        assertThat(each(path + "?sort=createdAt:asc", "messages", "text")).containsExactly("One", "Two", "Three");
        assertThat(each(path + "?size=2&page=1", "messages", "text")).containsExactly("One");
        assertThat(api("GET", path + "?sort=text:asc", "").status()).isEqualTo(400);
        var first = read(path + "?sort=createdAt:asc").at("/_embedded/messages/0");
        assertThat(first.at("/author/type").asText()).isEqualTo("agent");
        assertThat(read(path + "/" + first.path("id").asText())).isEqualTo(first);
        assertThat(api("GET", path + "/none", "").status()).isEqualTo(404);
    }

    @Test
    void a_card_is_marked_by_what_was_done_with_it() {
        var id = created();
        act(id, "accept", "{}");
        act(
                id,
                "say",
                "{\"text\":\"Which?\",\"card\":{\"contentType\":\"application/8x8.quick.replies\","
                        + "\"content\":{\"options\":[{\"title\":\"Red\",\"data\":{\"postback\":\"r\"}}]}}}");
        var message = read(CONVERSATIONS + "/" + id + "/messages")
                .at("/_embedded/messages/0/id")
                .asText();
        var cards = CONVERSATIONS + "/" + id + "/messages/" + message + "/cards";
        var card = read(cards).at("/_embedded/cards/0");
        var actions = "/api/v1/tenant/sandboxtenant01/conversations/" + id + "/cards/"
                + card.path("id").asText();

        assertThat(card.path("actionSubmitted").asBoolean()).isFalse();
        assertThat(api("PUT", actions + "/action-submit", "{\"name\":\"pick\"}").status())
                .isEqualTo(204);
        assertThat(each(cards, "cards", "actionSubmitted")).containsExactly("true");
        assertThat(each(cards, "cards", "actionExecuted")).containsExactly("false");
        assertThat(api("PUT", actions + "/action-execute", "{\"name\":\"pick\"}")
                        .status())
                .isEqualTo(204);
        assertThat(each(cards, "cards", "actionExecuted")).containsExactly("true");

        assertThat(api("PUT", actions + "/action-submit", "{}").status()).isEqualTo(400);
        assertThat(api("PUT", actions.replaceAll("[^/]+$", "none") + "/action-submit", "{\"name\":\"pick\"}")
                        .status())
                .isEqualTo(404);
        assertThat(api("PUT", actions.replace("sandboxtenant01", "other") + "/action-submit", "{\"name\":\"pick\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void files_are_those_of_their_conversation() {
        var one = created();
        var file = uploaded(one, "a.txt", "red light");
        var other = created();

        assertThat(each(CONVERSATIONS + "/" + one + "/attachments", "attachments", "id"))
                .containsExactly(file);
        assertThat(each(CONVERSATIONS + "/" + other + "/attachments", "attachments", "id"))
                .isEmpty();
        assertThat(api("GET", CONVERSATIONS + "/" + other + "/attachments/" + file + "/content", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_hand_back_to_a_webhook_is_kept_once() {
        var path = CONVERSATIONS + "/" + created() + "/post-agent-assignment";
        var body = "{\"type\":\"webhook\",\"id\":\"sandbox-webhook\",\"configuration\":"
                + "{\"notifyChannelWebhookIfExists\":\"true\",\"maxTotalMinutes\":\"60\",\"userTimeoutInMinutes\":20}}";

        assertThat(api("POST", path, body.replace("\"60\"", "601")).status()).isEqualTo(400);
        assertThat(api("POST", path, body.replace("20}", "9}")).status()).isEqualTo(400);
        assertThat(api("POST", path, body.replace("sandbox-webhook", "none")).status())
                .isEqualTo(400);
        assertThat(api("POST", path, body)).isEqualTo(new RunningSandbox.Answer(201, ""));
        assertThat(api("POST", path, body).status()).as("a second one").isEqualTo(400);
    }

    @Test
    void lists_come_in_pages_sorted_and_filtered() {
        for (var name : new String[] {"b", "c", "a"}) {
            api("POST", CHANNELS, channel(name, name.equals("b") ? "121" : "118"));
        }

        var page = read(CHANNELS + "?size=3&page=1&sort=name:asc");
        assertThat(page.at("/_embedded/channels").findValuesAsText("name")).containsExactly("c");
        assertThat(page.path("page").toString())
                .contains("\"size\":3", "\"number\":1", "\"totalElements\":4", "\"totalPages\":2");
        assertThat(page.at("/_links/self/href").asText()).endsWith(CHANNELS + "?size=3&page=1&sort=name:asc");
        assertThat(each(CHANNELS + "?sort=name:desc", "channels", "name"))
                .containsExactly("c", "b", "a", "Website chat");
        assertThat(each(CHANNELS, "channels", "id")).isSorted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name==a | a",
                "name==a,(routingOption.id==121) | a b",
                "(name==a,name==b);routingOptions.id==121 | b",
                "name!=a;routingOptions.id==118 | Website%20chat",
                "name==none |"
            })
    void a_filter_lets_through_what_fits(String filter, String names) {
        api("POST", CHANNELS, channel("a", "118"));
        api("POST", CHANNELS, channel("b", "121"));

        var expected = names == null ? new String[0] : names.split(" ", -1);
        assertThat(each(CHANNELS + "?sort=name:asc&filter=" + filter, "channels", "name").stream()
                        .map(name -> name.replace(" ", "%20")))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"filter=name", "filter=(name==a", "filter==a", "sort=name", "sort=name:up", "page=one"})
    void a_query_that_cannot_be_read_is_refused(String query) {
        assertThat(api("GET", CHANNELS + "?" + query, "").status()).isEqualTo(400);
    }

    @Test
    void another_customers_tenant_is_refused_and_none_where_one_is_needed() {
        assertThat(api("GET", CHANNELS, "", "X-8x8-Tenant", "sandboxtenant01").status())
                .isEqualTo(200);
        var refused = api("GET", CHANNELS, "", "X-8x8-Tenant", "another");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().at("/errors/0").asText()).contains("X-8x8-Tenant", "sandbox-customer-001");

        settings("{\"requireTenant\":true}");
        assertThat(api("GET", CHANNELS, "").status()).isEqualTo(403);
    }

    @Test
    void history_keeps_its_files_and_cards_for_the_desk() {
        var file = uploaded(created(), "a.txt", "red light");
        var card =
                "{\"contentType\":\"application/vnd.microsoft.card.adaptive\",\"content\":{\"type\":\"AdaptiveCard\"}}";
        webhook.seen.clear();

        var id = created(CREATE.replaceFirst(
                "}$",
                ",\"history\":{\"messages\":[{\"authorType\":\"bot\",\"text\":\"Which?\",\"cards\":[" + card + ","
                        + card + "]},{\"authorType\":\"user\",\"attachments\":[{\"id\":\"" + file + "\"}]}]}}"));

        var history = sandbox.control("GET", "/conversations/" + id, "").json().path("history");
        assertThat(history.at("/0/cards")).hasSize(2);
        assertThat(history.at("/0/cards/0").toString()).isEqualTo(card);
        assertThat(history.at("/1/attachments/0/name").asText()).isEqualTo("a.txt");
        assertThat(sandbox.control("GET", "/conversations/" + id + "/files/" + file, "")
                        .body())
                .isEqualTo("red light");
        assertThat(each(CONVERSATIONS + "/" + id + "/attachments", "attachments", "id"))
                .containsExactly(file);
        assertThat(api("POST", CONVERSATIONS, CREATE.replaceFirst("}$", ",\"history\":{\"messages\":[{}]}}"))
                        .status())
                .as("a line that says nothing")
                .isEqualTo(400);
    }
}
