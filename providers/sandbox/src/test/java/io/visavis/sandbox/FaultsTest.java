package io.visavis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    private static final String CONVERSATIONS = "/digital-connect/conversations";

    private RunningSandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = new RunningSandbox();
        sandbox.token();
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    private void fault(String json) {
        var answer = sandbox.control("POST", "/faults", json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private RunningSandbox.Answer create() {
        return sandbox.api("POST", CONVERSATIONS, RunningSandbox.start("a@example.com"));
    }

    private HttpRequest.Builder creation() {
        return HttpRequest.newBuilder(URI.create(sandbox.url() + CONVERSATIONS))
                .header("Authorization", "Bearer " + sandbox.token())
                .header("x-idempotency-key", "k")
                .POST(BodyPublishers.ofString(RunningSandbox.start("a@example.com")));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 500, 503})
    void a_status_is_answered_once_with_the_vendors_error_body(int status) {
        fault("{\"kind\":\"status\",\"status\":" + status + ",\"count\":1}");

        var struck = create();
        assertThat(struck.status()).isEqualTo(status);
        assertThat(struck.json().path("code").asText()).isNotBlank();
        assertThat(create().status()).isEqualTo(201);
    }

    @Test
    void a_reset_after_processing_loses_the_answer_but_not_the_conversation() {
        fault("{\"kind\":\"reset-after\",\"count\":1}");

        assertThatThrownBy(() -> sandbox.trySend(creation())).isInstanceOf(IOException.class);
        assertThat(sandbox.send(creation()).status()).isEqualTo(201);
        assertThat(sandbox.control("GET", "/conversations", "").json()).hasSize(1);
    }

    @Test
    void a_reset_before_processing_leaves_nothing() {
        fault("{\"kind\":\"reset-before\",\"count\":1}");

        assertThatThrownBy(() -> sandbox.trySend(creation())).isInstanceOf(IOException.class);
        assertThat(sandbox.control("GET", "/conversations", "").json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow-headers", "slow-body", "late"})
    void a_slow_answer_is_whole_in_the_end(String kind) {
        fault("{\"kind\":\"" + kind + "\",\"seconds\":0.3,\"count\":1}");

        var answer = create();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("id").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"close-silently", "twice", "continue-first"})
    void an_answer_in_an_unusual_way_is_whole_and_the_next_as_usual(String kind) {
        fault("{\"kind\":\"" + kind + "\",\"count\":1}");

        assertThat(create().json().path("id").asText()).isNotBlank();
        assertThat(create().json().path("id").asText()).isNotBlank();
        assertThat(sandbox.control("GET", "/faults", "").json().findValuesAsText("hits"))
                .containsExactly("1");
    }

    @Test
    void a_hanging_call_ends_when_the_fault_is_cleared() {
        fault("{\"kind\":\"hang\"}");
        var caller = Thread.ofVirtual()
                .start(() ->
                        assertThatThrownBy(() -> sandbox.trySend(creation())).isInstanceOf(IOException.class));
        RunningSandbox.await(
                "the fault has struck",
                () -> sandbox.control("GET", "/faults", "")
                                .json()
                                .get(0)
                                .path("hits")
                                .asInt()
                        == 1);
        assertThat(caller.isAlive()).isTrue();

        sandbox.control("DELETE", "/faults", "");
        RunningSandbox.await("the caller is free", () -> !caller.isAlive());
    }

    @Test
    void wrong_bodies_come_with_200_or_without_an_id() {
        fault("{\"kind\":\"html\",\"count\":1}");
        assertThat(create().body()).startsWith("<!doctype html>");
        fault("{\"kind\":\"invalid-json\",\"count\":1}");
        assertThat(create().body()).startsWith("{").doesNotEndWith("}");
        fault("{\"kind\":\"missing-id\",\"count\":1}");
        assertThat(create().json().has("id")).isFalse();
    }

    @Test
    void a_redirect_leads_elsewhere() {
        fault("{\"kind\":\"redirect\",\"count\":1}");

        assertThat(create().status()).isEqualTo(307);
        assertThat(sandbox.control("GET", "/conversations", "").json()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"endless, 120", "gzip-bomb, 31"})
    void an_answer_of_a_gigabyte_begins_and_can_be_cut_off(String kind, int first) throws Exception {
        fault("{\"kind\":\"" + kind + "\",\"count\":1}");

        try (var http = HttpClient.newHttpClient();
                var body = http.send(creation().build(), BodyHandlers.ofInputStream())
                        .body()) {
            assertThat(body.readNBytes(10)).contains(first);
        } finally {
            assertThat(sandbox.control("GET", "/conversations", "").json()).hasSize(1);
        }
    }

    @Test
    void a_path_narrows_a_fault_and_the_log_names_it() {
        fault("{\"kind\":\"status\",\"status\":500,\"path\":\"*/messages\"}");
        var id = create().json().path("id").asText();
        var path = CONVERSATIONS + "/" + id + "/messages";

        assertThat(sandbox.api("POST", path, "{\"content\":\"x\"}").status()).isEqualTo(500);
        var call = sandbox.control("GET", "/calls?path=messages", "").json().get(0);
        assertThat(call.path("fault").asText()).isEqualTo("status");
        assertThat(call.path("headers").path("authorization").asText()).isEqualTo("Bearer …");
    }

    @Test
    void a_fault_that_makes_no_sense_is_refused_in_words() {
        var answer = sandbox.control("POST", "/faults", "{\"kind\":\"explode\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains("reset-after");
        assertThat(answer.json().path("action").asText()).isEqualTo("fix-input");
    }

    @Test
    void a_fault_at_one_address_spares_the_others() {
        String here = "/at/here" + CONVERSATIONS;
        fault("{\"kind\":\"status\",\"status\":503,\"path\":\"" + here + "\"}");

        assertThat(create().status()).isEqualTo(201);
        assertThat(sandbox.api("POST", "/at/there" + CONVERSATIONS, RunningSandbox.start("b@example.com"))
                        .status())
                .isEqualTo(201);
        assertThat(sandbox.api("POST", here, RunningSandbox.start("c@example.com"))
                        .status())
                .isEqualTo(503);
        assertThat(sandbox.control("GET", "/calls?path=" + here, "").json()).hasSize(1);
    }
}
