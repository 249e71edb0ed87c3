package io.visavis.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request, the answer is a problem with an action and never our fault. */
@MicronautTest(transactional = false)
@Property(name = "visavis.rate-limits", value = "off")
class ProblemMatrixTest {
    private static final String JSON = "application/json";
    private static final List<String> POSTS =
            List.of("/api/admin/v1/applications", "/api/widget/v1/conversations", "/api/call/v1/redeem");

    @Inject
    EmbeddedServer server;

    HttpCalls http;

    @BeforeEach
    void calls() {
        http = new HttpCalls(server.getURI());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/api/nowhere",
                "/api/admin/v1/nowhere",
                "/api/widget/v2/conversations",
                "/%2e%2e/etc"
            })
    void an_address_without_anything_is_404(String path) {
        assertProblem(send("GET", path, null, null), 404);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/widget/v1/conversations",
        "GET, /api/call/v1/redeem",
        "PATCH, /api/admin/v1/applications",
        "POST, /api/status/v1",
        "PUT, /ping",
    })
    void another_method_is_405_and_says_which(String method, String path) {
        Answer answer = send(method, path, null, null);

        assertProblem(answer, 405);
        assertThat(answer.header("Allow")).isPresent();
    }

    @Test
    void an_answer_nobody_accepts_is_406() {
        assertProblem(http.send("GET", "/api/status/v1", null, "Accept", "image/png"), 406);
    }

    @Test
    void another_content_type_is_415() {
        assertProblem(send("POST", "/api/admin/v1/applications", "<a/>", "application/xml"), 415);
        assertProblem(send("POST", "/api/widget/v1/conversations", "<a/>", "application/xml"), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=nope", "application/json; charset=\"utf-8"})
    void a_charset_nobody_knows_is_never_our_fault(String type) {
        for (String path : POSTS) {
            for (String body : new String[] {"{", "{}", null}) {
                assertProblem(send("POST", path, body, type), 400);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void a_packed_body_is_415(String encoding) {
        for (String path : POSTS) {
            assertProblem(sendPacked(path, encoding), 415);
        }
        Answer answer = sendPacked("/security/oauth/token", encoding);
        assertThat(answer.status()).as(answer.text()).isEqualTo(415);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_request");
    }

    private Answer sendPacked(String path, String encoding) {
        return http.send(
                "POST",
                path,
                "{\"this is\": \"not packed at all, and long enough\"}",
                "Authorization",
                path.startsWith("/security/") ? null : HttpCalls.ADMINISTRATOR,
                "Content-Type",
                JSON,
                "Content-Encoding",
                encoding);
    }

    @Test
    void a_body_that_is_too_large_is_413() {
        for (String path : POSTS) {
            assertProblem(send("POST", path, "{\"name\": \"" + "a".repeat(3_000_000) + "\"}", JSON), 413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/status/v1?", "/api/widget/v1/applications/", "/security/oauth/token?", "/"})
    void an_address_that_is_too_long_is_414(String path) {
        Answer answer = send("GET", path + "a".repeat(9_000), null, null);

        assertProblem(answer, 414);
        assertThat(answer.json().path("detail").asText()).contains("address").doesNotContain("body");
    }

    @Test
    void headers_that_are_too_large_are_431() {
        Answer answer = http.send("GET", "/api/status/v1", null, "X-Filler", "a".repeat(40_000));

        assertProblem(answer, 431);
        assertThat(answer.json().path("detail").asText()).contains("headers");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/admin/v1/inbox/abc, id, must be a number",
        "POST, /api/admin/v1/inbox/abc/replay, id, must be a number",
        "POST, /api/admin/v1/outbox/12x/replay, id, must be a number",
        "GET, /api/admin/v1/outbox?limit=many, limit, must be a number",
        "POST, /api/admin/v1/clients/cli_1/secrets?overlap=long, overlap, must be a length of time such as PT24H",
    })
    void a_part_of_the_address_that_is_of_another_type_is_named(
            String method, String path, String field, String words) {
        Answer answer = send(method, path, null, null);

        assertProblem(answer, 400);
        assertThat(answer.fields()).isEqualTo(field);
        assertThat(answer.json().at("/errors/0/message").asText()).isEqualTo(words);
    }

    /** The framework has a route of its own whose address ends in one of a few words. */
    @ParameterizedTest
    @CsvSource({
        "/health/nonsense, application/json, 404",
        "/health/nonsense, text/csv, 406",
        "/health/plugins, text/csv, 406",
    })
    void an_address_with_a_word_that_nobody_knows_names_no_class(String path, String accepted, int status) {
        Answer answer = http.send("GET", path, null, "Accept", accepted);

        assertProblem(answer, status);
        assertThat(answer.text()).doesNotContain("micronaut").doesNotContain("selector");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"name\": ",
                "nonsense",
                "[]",
                "5",
                "null",
                "\"text\"",
                "{\"name\": 5}",
                "{\"name\": {}}",
                "{\"name\": \"x\", \"allowedOrigins\": \"https://a.example\"}",
                "{\"name\": \"x\", \"texts\": []}",
                "{\"applicationId\": []}",
                "{\"ticket\": {}}",
                "{\"name\": \"\\ud800\"}",
                "{\"name\": 1e999999999}",
                "{\"a\":1}{\"b\":2}",
            })
    void json_that_is_broken_or_of_the_wrong_type_is_400(String body) {
        for (String path : POSTS) {
            Answer answer = send("POST", path, body, JSON);
            if (answer.status() != 201) {
                assertThat(answer.status()).as(path + " " + answer.text()).isIn(400, 403, 404, 410, 415, 422);
                assertProblem(answer, answer.status());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": 1           | line 1, column 11",
                "{\"name\" 1}          | line 1, column 9",
                "{name: 1}             | line 1, column 2",
                "{\"name\": tru}        | line 1, column",
                "{\"name\": 'x'}        | line 1, column 10",
            })
    void json_that_is_broken_is_told_where_and_what_to_do_in_plain_words(String body, String place) {
        for (String path : POSTS) {
            Answer answer = send("POST", path, body, JSON);
            assertProblem(answer, 400);
            assertPlain(answer.json().path("detail").asText(), place);
        }
    }

    /** Only the widget's API, whose senders are programs of others, refuses these. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"chatMode\": 1, \"chatMode\": 2}  | a second time | line 1, column",
                "{} {}                               | follows       | line 1, column 4",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ | nests         | simpler",
            })
    void json_that_cannot_be_used_is_told_why_in_plain_words(String body, String what, String place) {
        Answer answer = send("POST", "/api/widget/v1/conversations", body, JSON);

        assertProblem(answer, 400);
        assertPlain(answer.json().path("detail").asText(), place);
        assertThat(answer.json().path("detail").asText()).contains(what);
    }

    private static void assertPlain(String detail, String place) {
        assertThat(detail)
                .contains(place)
                .contains(";")
                .doesNotContainPattern("[a-z][A-Z]|Source|REDACTED|START_|CTRL|`|getMax|end-of-input|token");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 1_000, 20_000})
    void json_that_is_too_deep_is_400(int depth) {
        String lists = "[".repeat(depth) + "]".repeat(depth);
        String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        for (String deep : List.of(lists, objects)) {
            assertProblem(send("POST", "/api/admin/v1/applications", "{\"texts\": " + deep + "}", JSON), 400);
            assertProblem(send("POST", "/api/widget/v1/conversations", "{\"context\": " + deep + "}", JSON), 400);
            assertProblem(send("POST", "/api/call/v1/redeem", "{\"ticket\": " + deep + "}", JSON), 400);
        }
    }

    private Answer send(String method, String path, String body, String type) {
        return http.send(method, path, body, "Authorization", HttpCalls.ADMINISTRATOR, "Content-Type", type);
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status())
                .as(answer.response().request() + " " + answer.text())
                .isEqualTo(status);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asText()).startsWith("https://visavis.io/problems/");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("action").asText()).isIn("retry", "refresh-token", "restart", "fix-input", "none");
    }
}
