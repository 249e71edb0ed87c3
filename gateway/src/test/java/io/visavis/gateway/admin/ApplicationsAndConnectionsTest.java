package io.visavis.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.storage.Sql;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** How an administrator sets a site up, over HTTP, and what becomes of the secrets on the way. */
@MicronautTest(transactional = false)
@Property(name = "spec.name", value = "admin")
class ApplicationsAndConnectionsTest {
    private static final String CANARY = "canary-5b0c7f1e-of-the-vendor";

    @Inject
    EmbeddedServer server;

    @Inject
    Sql sql;

    @Inject
    Connections connections;

    HttpCalls http;

    @BeforeEach
    void calls() {
        http = new HttpCalls(server.getURI());
    }

    @Test
    void an_application_is_made_read_changed_and_removed() {
        Answer made = http.send(
                "POST",
                "applications",
                "{\"name\": \" Shop \", \"allowedOrigins\": [\"https://Shop.example\"], \"texts\": {\"title\": \"Hi\"},"
                        + " \"siteUrl\": \"https://SHOP.example/help?x=1\"}");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().path("name").asText()).isEqualTo("Shop");
        assertThat(made.json().path("allowedOrigins").get(0).asText()).isEqualTo("https://shop.example");
        assertThat(made.json().path("siteUrl").asText()).isEqualTo("https://SHOP.example/help?x=1");
        String path = "applications/" + made.json().path("applicationId").asText();
        assertThat(http.get(path).json()).isEqualTo(made.json());
        assertThat(http.get("applications").text()).contains(path.substring("applications/".length()));
        assertThat(http.send("PUT", path, "{\"name\": \"Store\"}")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Store");
        assertThat(http.send("DELETE", path, null).status()).isEqualTo(204);
        assertThat(http.get(path).status()).isEqualTo(404);
        assertThat(http.get("audit").json().findValuesAsText("what"))
                .contains("application.added", "application.changed", "application.removed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|name",
                "{\"name\": \" \"}|name",
                "{\"name\": \"a\\u0000b\"}|name",
                "{\"name\": \"x\", \"allowedOrigins\": [\"shop.example\", \"https://ok.example\", null]}|allowedOrigins[0] allowedOrigins[2]",
                "{\"name\": \"\", \"allowedOrigins\": [\"https://a.example/path\"]}|name allowedOrigins[0]",
                "{\"name\": \"x\", \"allowedOrigins\": [\"https://a.example\"], \"siteUrl\": \"https://b.example/\"}|siteUrl",
                "{\"name\": \"x\", \"allowedOrigins\": [\"*\"], \"siteUrl\": \"https://a.example/#top\"}|siteUrl",
                "{\"name\": \"x\", \"allowedOrigins\": [\"*\"], \"siteUrl\": \"javascript:alert(1)\"}|siteUrl",
                "{\"name\": \"x\", \"texts\": {\"title\": null}}|texts.title",
                "{\"name\": 42.5, \"allowedOrigins\": [true], \"texts\": {\"title\": 1}, \"theme\": {\"a\": false}}"
                        + "|name allowedOrigins[0] texts.title theme.a",
                "{\"name\": true, \"allowedOrigins\": \"https://a.example\", \"texts\": []}|name allowedOrigins texts",
                "{\"name\": {}, \"texts\": \"title\"}|name texts",
                "{\"name\": \"x\", \"origins\": [], \"Theme\": {}}|origins Theme",
                "{\"name\": \"x\", \"applicationId\": \"app_mine\"}|applicationId",
            })
    void every_wrong_field_of_an_application_is_named(String body, String fields) {
        Answer answer = http.send("POST", "applications", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo(fields);
        assertThat(answer.json().path("action").asText()).isEqualTo("fix-input");
    }

    @Test
    void a_second_connection_of_a_mode_is_told_who_takes_the_chats() {
        String body = "{\"name\": \"x\", \"provider\": \"fake\", \"settings\": {\"region\": \"eu\"}}";
        JsonNode first = connection(body).json();
        String list = "applications/" + first.path("applicationId").asText() + "/connections";
        JsonNode second = http.send("POST", list, body).json();

        String note = "takes no new chats: connection "
                + first.path("connectionId").asText() + " serves chat mode fake-chat of this application";
        assertThat(first.has("note")).isFalse();
        assertThat(second.path("note").asText()).isEqualTo(note);
        assertThat(http.get(list).json().findValuesAsText("note")).containsExactly(note);
        String path = "connections/" + second.path("connectionId").asText();
        assertThat(http.send("PUT", path, http.get(path).text()).status())
                .as("what GET shows may be sent back")
                .isEqualTo(200);
    }

    @Test
    void every_wrong_field_of_a_connection_is_named() {
        Answer answer = connection("{\"provider\": \"fake\", \"settings\": {\"region\": \"moon\", \"colour\": \"red\"},"
                + " \"webhookCredential\": \"trust\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo("name settings.region settings.colour webhookCredential");
        Answer unheard = connection("{\"name\": \"x\", \"provider\": \"unheard-of\"}");
        assertThat(unheard.fields()).isEqualTo("provider");
        assertThat(unheard.text()).contains("is none of the installed ones; known are fake");
        assertThat(connection("{\"name\": \"x\"}").text()).contains("is missing; known are fake");
        assertThat(connection("{\"name\": 1, \"provider\": true, \"enabled\": \"yes\", \"webhookCredential\": 0.5}")
                        .fields())
                .isEqualTo("provider name webhookCredential enabled");
        assertThat(connection("{\"name\": \"x\", \"provider\": \"fake\", \"settings\": {\"region\": true,"
                                + " \"client-secret\": 42.5}}")
                        .fields())
                .isEqualTo("settings.region settings.client-secret");
    }

    @Test
    void what_the_provider_objects_to_is_refused_by_name() {
        Answer answer = connection("{\"name\": \"x\", \"provider\": \"fake\", \"settings\": {\"region\": \"us\","
                + " \"client-secret\": \"unusable\"}}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo("settings.client-secret");
        assertThat(answer.text()).contains("must be usable");
    }

    @Test
    void a_client_and_a_discard_take_texts_only() {
        String application = http.send("POST", "applications", "{\"name\": \"x\"}")
                .json()
                .path("applicationId")
                .asText();
        String clients = "applications/" + application + "/clients";

        assertThat(http.send("POST", clients, "{\"name\": 5, \"permissions\": [true], \"connectionId\": 1}")
                        .fields())
                .isEqualTo("name permissions[0] connectionId");
        assertThat(http.send("POST", "outbox/1/discard", "{\"reason\": 42.5}").fields())
                .isEqualTo("reason");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|applications|{\"name\": \"x\", \"allowedOrigin\": []}|allowedOrigin|did you mean allowedOrigins?",
                "PUT|%application|{\"name\": \"x\", \"allowed_origins\": []}|allowed_origins|did you mean allowedOrigins?",
                "POST|%application/clients|{\"name\": \"x\", \"permissions\": [\"facade\"], \"conectionId\": \"x\"}|conectionId"
                        + "|did you mean connectionId?",
                "POST|%application/connections|{\"provider\": \"fake\", \"name\": \"x\", \"settings\": {\"region\": \"eu\"},"
                        + " \"webhookCredentials\": \"basic\"}|webhookCredentials|did you mean webhookCredential?",
                "POST|%application/connections|{\"provider\": \"fake\", \"name\": \"x\", \"settings\": {\"region\": \"eu\","
                        + " \"clientSecret\": \"s\"}}|settings.clientSecret|did you mean client-secret?",
                "PUT|%connection|{\"name\": \"x\", \"settings\": {\"region\": \"eu\"}, \"enable\": false}|enable|did you mean enabled?",
                "POST|%connection/setup|{\"choice\": {}}|choice|did you mean choices?",
                "POST|outbox/1/discard|{\"why\": \"old\"}|why|known are reason",
            })
    void a_name_that_is_not_known_is_refused_with_the_one_that_was_meant(
            String method, String path, String body, String field, String hint) {
        JsonNode connection = connection(withSecret(CANARY)).json();

        Answer answer = http.send(
                method,
                path.replace(
                                "%application",
                                "applications/"
                                        + connection.path("applicationId").asText())
                        .replace(
                                "%connection",
                                "connections/" + connection.path("connectionId").asText()),
                body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo(field);
        assertThat(answer.text()).contains(hint);
    }

    @Test
    void what_was_read_can_be_sent_back() {
        String connection = "connections/"
                + connection(withSecret(CANARY)).json().path("connectionId").asText();
        String application = "applications/"
                + http.get(connection).json().path("applicationId").asText();

        for (String path : List.of(connection, application)) {
            Answer answer = http.send("PUT", path, http.get(path).text());
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
    }

    @Test
    void a_connection_says_what_to_paste_at_the_vendor_and_can_be_tried() {
        JsonNode made = connection("{\"name\": \"Fake\", \"provider\": \"fake\", \"settings\": {\"region\": \"eu\"}}")
                .json();
        String id = made.path("connectionId").asText();

        assertThat(made.path("chatMode").asText()).isEqualTo("fake-chat");
        assertThat(made.path("webhookCredential").asText()).isEqualTo("oauth");
        assertThat(made.path("webhookUrl").asText())
                .isEqualTo("http://localhost:8080/api/fake/" + id + "/conversations/events");
        assertThat(made.path("tokenUrl").asText()).isEqualTo("http://localhost:8080/security/oauth/token");
        assertThat(http.send("POST", "connections/" + id + "/check", null)
                        .json()
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(http.get("providers").text()).contains("client-secret", "fake-chat");
    }

    @Test
    void a_vendors_secret_is_never_shown_again_and_stands_encrypted_in_the_database() {
        Answer made = connection(withSecret(CANARY));
        String id = made.json().path("connectionId").asText();

        assertThat(made.text()).doesNotContain(CANARY);
        assertThat(http.get("connections/" + id).text())
                .doesNotContain(CANARY)
                .contains("\"client-secret\":{\"set\":true}");
        String row = sql.first(
                        "select settings, sealed from connection where id = ?",
                        it -> it.getString(1) + it.getString(2),
                        id)
                .orElseThrow();
        assertThat(row).doesNotContain(CANARY).contains("client-secret");
        assertThat(connections.find(new ConnectionId(id)).orElseThrow().settings())
                .containsEntry("client-secret", CANARY);
    }

    @Test
    void a_secret_left_out_of_a_change_keeps_its_value() {
        String id = connection(withSecret(CANARY)).json().path("connectionId").asText();

        Answer changed =
                http.send("PUT", "connections/" + id, "{\"name\": \"Renamed\", \"settings\": {\"region\": \"us\"}}");

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(connections.find(new ConnectionId(id)).orElseThrow().settings())
                .containsEntry("client-secret", CANARY)
                .containsEntry("region", "us");
    }

    @Test
    void secrets_that_we_make_are_shown_once_and_kept_as_hashes() {
        JsonNode connection = connection(
                        "{\"name\": \"Fake\", \"provider\": \"fake\", \"webhookCredential\": \"api-key\","
                                + " \"settings\": {\"region\": \"eu\"}}")
                .json();
        String apiKey = connection.path("apiKey").asText();
        JsonNode client = client(connection);
        String secret = client.path("clientSecret").asText();

        assertThat(apiKey).hasSizeGreaterThan(30);
        assertThat(secret).hasSizeGreaterThan(30);
        assertThat(http.get("connections/" + connection.path("connectionId").asText())
                        .text())
                .doesNotContain(apiKey);
        assertThat(http.get("applications/" + client.path("applicationId").asText() + "/clients")
                        .text())
                .doesNotContain(secret);
        assertThat(sql.query("select credential_hash from connection", it -> it.getString(1)))
                .doesNotContain(apiKey);
        assertThat(sql.query("select secret_hash from client_secret", it -> it.getString(1)))
                .doesNotContain(secret);
    }

    @Test
    void a_client_bound_to_a_connection_stands_in_the_way_of_its_removal() {
        JsonNode connection = connection(withSecret(CANARY)).json();
        JsonNode client = client(connection);
        String path = "connections/" + connection.path("connectionId").asText();

        assertThat(http.send("DELETE", path, null).status()).isEqualTo(409);
        assertThat(http.send("DELETE", "clients/" + client.path("clientId").asText(), null)
                        .status())
                .isEqualTo(204);
        assertThat(http.send("DELETE", path, null).status()).isEqualTo(204);
    }

    @Test
    void no_secret_that_passes_through_reaches_the_log() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        log.setContext(root.getLoggerContext());
        log.start();
        root.addAppender(log);
        root.setLevel(Level.DEBUG);
        String apiKey;
        String clientSecret;
        try {
            JsonNode made = connection(
                            withSecret(CANARY).replace("\"name\"", "\"webhookCredential\": \"api-key\", \"name\""))
                    .json();
            apiKey = made.path("apiKey").asText();
            JsonNode client = client(made);
            clientSecret = client.path("clientSecret").asText();
            http.send("PUT", "connections/" + made.path("connectionId").asText(), withSecret(CANARY + "-2"));
            http.send("POST", "applications", "{\"name\": \"" + CANARY + "\", \"texts\": 5}");
            http.send("POST", "/api/fake/conversations/events", "{}", "X-API-Key", apiKey);
            http.send(
                    "POST",
                    "/security/oauth/token?client_id=" + client.path("clientId").asText() + "&client_secret="
                            + clientSecret,
                    "",
                    "Accept",
                    "application/json");
            http.send("GET", "/api/admin/v1/providers", null, "Authorization", HttpCalls.basic("admin", CANARY));
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
        List<String> lines = log.list.stream()
                .map(it -> it.getFormattedMessage()
                        + (it.getThrowableProxy() == null
                                ? ""
                                : it.getThrowableProxy().getMessage()))
                .toList();
        assertThat(lines).isNotEmpty();
        assertThat(lines.stream()
                        .filter(line -> Stream.of(CANARY, apiKey, clientSecret, "test-administrator")
                                .anyMatch(line::contains)))
                .isEmpty();
    }

    private Answer connection(String body) {
        String application = http.send("POST", "applications", "{\"name\": \"Shop\"}")
                .json()
                .path("applicationId")
                .asText();
        return http.send("POST", "applications/" + application + "/connections", body);
    }

    private JsonNode client(JsonNode connection) {
        return http.send(
                        "POST",
                        "applications/" + connection.path("applicationId").asText() + "/clients",
                        "{\"name\": \"Vendor\", \"permissions\": [\"webhooks\"], \"connectionId\": \""
                                + connection.path("connectionId").asText() + "\"}")
                .json();
    }

    private static String withSecret(String secret) {
        return "{\"name\": \"Fake\", \"provider\": \"fake\", \"settings\": {\"region\": \"eu\", \"client-secret\": \""
                + secret + "\"}}";
    }
}
