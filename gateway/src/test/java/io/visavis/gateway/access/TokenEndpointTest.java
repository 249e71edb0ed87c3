package io.visavis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpHeaders;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.access.AccessFixture.NewClient;
import io.visavis.gateway.http.DocumentedApi;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token endpoint of Talkdesk contract 3.3 and 4.4, over HTTP. */
@MicronautTest(transactional = false)
class TokenEndpointTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient http = HttpClient.newHttpClient();

    @Inject
    EmbeddedServer server;

    @Inject
    AccessFixture fixture;

    @Inject
    Clients clients;

    @Inject
    ClientTokens tokens;

    @Inject
    UnitOfWork work;

    @Inject
    JsonMapper json;

    NewClient client;

    @BeforeEach
    void aClient() {
        client = fixture.client(fixture.application(), null, Permission.WEBHOOKS, Permission.FACADE);
    }

    @Test
    void credentials_by_basic_get_a_token() throws Exception {
        HttpResponse<String> answer = post("", FORM, "grant_type=client_credentials", basic(client.secret()));

        assertToken(answer, "facade webhooks");
    }

    @Test
    void credentials_by_basic_need_no_body_and_no_content_type() throws Exception {
        assertToken(post("", null, "", basic(client.secret())), "facade webhooks");
        HttpRequest bodiless = HttpRequest.newBuilder(address(""))
                .header(HttpHeaders.AUTHORIZATION, basic(client.secret()))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertToken(http.send(bodiless, HttpResponse.BodyHandlers.ofString()), "facade webhooks");
    }

    /** RFC 6749 2.3.1: both halves are form-encoded before they are put together. */
    @Test
    void credentials_by_basic_may_be_percent_encoded() throws Exception {
        String pair = percentEncoded(client.id().value()) + ":" + percentEncoded(client.secret());

        assertToken(
                post(
                        "",
                        FORM,
                        "grant_type=client_credentials",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))),
                "facade webhooks");
    }

    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        text.chars().forEach(c -> encoded.append("%%%02x".formatted(c)));
        return encoded.toString();
    }

    @Test
    void credentials_in_the_form_get_a_token() throws Exception {
        assertToken(
                post("", FORM + "; charset=utf-8", credentials() + "&grant_type=client_credentials", null),
                "facade webhooks");
    }

    @Test
    void credentials_in_the_query_get_a_token() throws Exception {
        assertToken(post("?" + credentials() + "&grant_type=client_credentials", null, "", null), "facade webhooks");
    }

    @Test
    void credentials_in_json_get_a_token() throws Exception {
        String body = "{\"client_id\":\"" + client.id() + "\",\"client_secret\":\"" + client.secret()
                + "\",\"audience\":\"x\"}";

        assertToken(post("", "application/json; charset=utf-8", body, null), "facade webhooks");
    }

    @Test
    void a_scope_narrows_the_token() throws Exception {
        assertToken(post("", FORM, credentials() + "&scope=webhooks", null), "webhooks");
    }

    @Test
    void the_same_credentials_in_two_places_are_fine() throws Exception {
        assertToken(post("?" + credentials(), FORM, credentials(), basic(client.secret())), "facade webhooks");
    }

    @Test
    void places_that_disagree_are_an_invalid_request() throws Exception {
        HttpResponse<String> answer = post("?client_id=another", FORM, credentials(), null);

        assertError(answer, 400, "invalid_request");
    }

    @Test
    void basic_and_form_that_disagree_are_an_invalid_request() throws Exception {
        assertError(post("", FORM, "client_id=another", basic(client.secret())), 400, "invalid_request");
    }

    @Test
    void a_repeated_parameter_is_an_invalid_request() throws Exception {
        assertError(post("", FORM, credentials() + "&client_id=" + client.id(), null), 400, "invalid_request");
    }

    @ParameterizedTest
    @CsvSource({"password", "authorization_code", "nonsense"})
    void another_grant_is_unsupported(String grant) throws Exception {
        assertError(post("", FORM, credentials() + "&grant_type=" + grant, null), 400, "unsupported_grant_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"widget-server", "webhooks+everything", "nonsense"})
    void a_scope_the_client_has_not_is_invalid(String scope) throws Exception {
        assertError(post("", FORM, credentials() + "&scope=" + scope, null), 400, "invalid_scope");
    }

    @Test
    void a_wrong_secret_is_an_invalid_client_with_a_challenge() throws Exception {
        HttpResponse<String> answer = post("", FORM, "", basic("wrong"));

        assertError(answer, 401, "invalid_client");
        assertThat(answer.headers().firstValue(HttpHeaders.WWW_AUTHENTICATE))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Basic"));
        assertThat(answer.headers().firstValue(HttpHeaders.CACHE_CONTROL)).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "client_id=cli_unknown&client_secret=x", "client_id=../..&client_secret=x", "client_id=a"})
    void who_is_not_known_is_an_invalid_client(String form) throws Exception {
        assertError(post("", FORM, form, null), 401, "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Bearer abc", "Digest x"})
    void an_authorization_header_that_cannot_be_used_is_an_invalid_client(String header) throws Exception {
        assertError(post("", FORM, credentials(), header), 401, "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "\"utf-8", "utf-16", ""})
    void a_charset_changes_nothing(String charset) throws Exception {
        String body = "{\"client_id\":\"" + client.id() + "\",\"client_secret\":\"" + client.secret() + "\"}";

        assertToken(post("", "application/json; charset=" + charset, body, null), "facade webhooks");
        assertToken(post("", FORM + ";charset=" + charset, credentials(), null), "facade webhooks");
        assertToken(post("", FORM + ";charset=" + charset, "", basic(client.secret())), "facade webhooks");
        assertError(post("", "application/json; charset=" + charset, "{", null), 400, "invalid_request");
    }

    @ParameterizedTest
    @CsvSource({"application/json,[]", "application/json,{", "application/json,'{\"client_id\":5}'"})
    void json_that_is_no_request_is_an_invalid_request(String type, String body) throws Exception {
        assertError(post("", type, body, null), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/xml", "nonsense"})
    void another_content_type_is_refused_in_the_same_form(String type) throws Exception {
        assertError(post("", type, "client_id=a", null), 415, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void another_method_is_refused_in_the_same_form(String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address("?" + credentials()))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();

        assertError(http.send(request, HttpResponse.BodyHandlers.ofString()), 405, "invalid_request");
    }

    @Test
    void garbage_is_never_a_server_error() throws Exception {
        for (String body : new String[] {"%", "%zz=%", "\u0000\uffff", "a".repeat(20_000), "&&&===", "client_id=%ff"}) {
            assertThat(post("", FORM, body, null).statusCode()).as(body).isBetween(400, 499);
        }
    }

    @Test
    void too_many_failures_have_to_wait() throws Exception {
        HttpResponse<String> last = null;
        for (int i = 0; i < 12; i++) {
            last = post("", FORM, "", basic("wrong"));
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue(HttpHeaders.RETRY_AFTER)).isPresent();
        assertThat(post("", FORM, "", basic(client.secret())).statusCode())
                .as("nor is the right secret looked at")
                .isEqualTo(429);
        aClient();
        assertToken(post("", FORM, "", basic(client.secret())), "facade webhooks");
    }

    @Test
    void both_secrets_work_while_they_overlap_and_the_older_ends_at_once_without() throws Exception {
        String second = work.commit(() -> clients.rotate(client.id(), Duration.ofHours(1)));

        assertToken(post("", null, "", basic(client.secret())), "facade webhooks");
        assertToken(post("", null, "", basic(second)), "facade webhooks");

        String third = work.commit(() -> clients.rotate(client.id(), Duration.ZERO));

        assertError(post("", null, "", basic(second)), 401, "invalid_client");
        assertToken(post("", null, "", basic(third)), "facade webhooks");
    }

    @Test
    void a_token_ends_with_the_secret_that_it_came_from() throws Exception {
        String token = (String) body(post("", null, "", basic(client.secret()))).get("access_token");
        assertThat(tokens.caller(token)).isPresent();

        work.commit(() -> clients.remove(client.id()));

        assertThat(tokens.caller(token)).isEmpty();
    }

    private void assertToken(HttpResponse<String> answer, String scope) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue(HttpHeaders.CACHE_CONTROL)).contains("no-store");
        Map<String, Object> body = body(answer);
        assertThat(body).containsEntry("token_type", "bearer").containsEntry("scope", scope);
        assertThat(((Number) body.get("expires_in")).intValue()).isEqualTo(3600);
        assertThat(tokens.caller((String) body.get("access_token")))
                .hasValueSatisfying(caller -> assertThat(caller.clientId()).isEqualTo(client.id()));
    }

    private void assertError(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(body(answer)).containsEntry("error", code);
        assertThat(answer.body()).doesNotContain(client.secret());
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> body(HttpResponse<String> answer) throws IOException {
        return json.readValue(answer.body(), Map.class);
    }

    private String credentials() {
        return "client_id=" + client.id() + "&client_secret=" + client.secret();
    }

    private String basic(String secret) {
        return "Basic "
                + Base64.getEncoder().encodeToString((client.id() + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private URI address(String query) {
        return URI.create(server.getURI() + "/security/oauth/token" + query);
    }

    private HttpResponse<String> post(String query, String type, String body, String authorization) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(query)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (type != null) {
            request.header(HttpHeaders.CONTENT_TYPE, type);
        }
        if (authorization != null) {
            request.header(HttpHeaders.AUTHORIZATION, authorization);
        }
        return DocumentedApi.checked(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }
}
