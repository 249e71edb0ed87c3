package io.visavis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TalkdeskApiTest {

    private static final String CONVERSATIONS = "/digital-connect/conversations";

    private RunningSandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = new RunningSandbox();
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    @Test
    void a_wrong_secret_is_refused_in_the_words_of_oauth() {
        var answer = sandbox.send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/oauth/token"))
                .header("Authorization", "Basic YTpi")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_client");
        assertThat(answer.json().path("error_description").asText()).isNotBlank();
    }

    @Test
    void an_assertion_opens_the_door_once() throws Exception {
        var key = sandbox.control("POST", "/talkdesk/clients/sandbox-client/keys", "{\"algorithm\":\"ES256\"}")
                .json();
        var form = "grant_type=client_credentials&client_assertion_type="
                + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
                + assertion(
                        key.path("client_private_key").asText(),
                        key.path("client_key_id").asText(),
                        "/oauth/token");

        assertThat(token(form).status()).isEqualTo(200);
        var again = token(form);
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.json().path("error_description").asText()).contains("jti");
    }

    @Test
    void an_assertion_for_another_audience_is_refused() throws Exception {
        var key = sandbox.control("POST", "/talkdesk/clients/sandbox-client/keys", "")
                .json();
        var form = "grant_type=client_credentials&client_assertion_type="
                + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
                + assertion(
                        key.path("client_private_key").asText(),
                        key.path("client_key_id").asText(),
                        "/elsewhere");

        assertThat(token(form).json().path("error_description").asText()).contains("aud");
    }

    private RunningSandbox.Answer token(String form) {
        return sandbox.send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private String assertion(String key, String keyId, String path) throws Exception {
        var claims = new JWTClaimsSet.Builder()
                .issuer("sandbox-client")
                .subject("sandbox-client")
                .audience(sandbox.url() + path)
                .jwtID("once")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .build();
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build(), claims);
        var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key));
        jwt.sign(new ECDSASigner((ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec)));
        return jwt.serialize();
    }

    @Test
    void a_missing_touchpoint_and_email_are_both_named() {
        var answer = sandbox.api("POST", CONVERSATIONS, "{\"contact_person\":{}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("fields").findValuesAsText("name"))
                .containsExactlyInAnyOrder("touchpoint_id", "contact_person.email");
    }

    @Test
    void an_unknown_touchpoint_is_not_found() {
        var body = RunningSandbox.start("a@example.com").replace(RunningSandbox.TOUCHPOINT, "other");

        assertThat(sandbox.api("POST", CONVERSATIONS, body).status()).isEqualTo(404);
    }

    @Test
    void the_same_key_gives_the_same_conversation_and_another_body_is_a_conflict() {
        var first = sandbox.api("POST", CONVERSATIONS, RunningSandbox.start("a@example.com"), "x-idempotency-key", "k");
        var again = sandbox.api("POST", CONVERSATIONS, RunningSandbox.start("a@example.com"), "x-idempotency-key", "k");
        var other = sandbox.api("POST", CONVERSATIONS, RunningSandbox.start("b@example.com"), "x-idempotency-key", "k");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(409);
        assertThat(sandbox.control("GET", "/conversations", "").json()).hasSize(1);
    }

    @Test
    void only_the_set_case_of_previous_messages_is_taken() {
        sandbox.control("PATCH", "/settings", "{\"talkdesk\":{\"previousMessagesCase\":\"lower\"}}");
        var history =
                "\"previous_messages\":[{\"type\":\"USER\",\"content\":\"Hi\",\"created_at\":\"2025-03-04T09:10:00+02:00\"}]";
        var body = RunningSandbox.start("a@example.com").replaceFirst("\\{", "{" + history + ",");

        assertThat(sandbox.api("POST", CONVERSATIONS, body)
                        .json()
                        .path("fields")
                        .findValuesAsText("name"))
                .containsExactly("previous_messages[0].type");
        assertThat(sandbox.api("POST", CONVERSATIONS, body.replace("USER", "user"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_message_with_an_unknown_file_is_stored_in_part() {
        var message =
                "{\"content\":\"Look\",\"attachments\":[{\"id\":\"x\",\"name\":\"a\",\"type\":\"b\",\"size\":1}]}";
        var answer = sandbox.api("POST", CONVERSATIONS + "/" + sandbox.started() + "/messages", message);

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.json().path("partial_fail_reason").asText()).contains("x");
        assertThat(answer.json().path("created_at").asText()).hasSize(24);
    }

    @Test
    void after_the_agents_end_a_message_is_refused_with_the_known_code() {
        var id = sandbox.accepted();
        sandbox.control("POST", "/conversations/" + id + "/end", "");
        var answer = sandbox.api("POST", CONVERSATIONS + "/" + id + "/messages", "{\"content\":\"Still there?\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("code").asText()).isEqualTo("3016011");
    }

    @Test
    void a_conversation_can_be_deleted_once() {
        var path = CONVERSATIONS + "/" + sandbox.started();

        assertThat(sandbox.api("DELETE", path, "").status()).isEqualTo(204);
        assertThat(sandbox.api("DELETE", path, "").status()).isEqualTo(404);
    }

    @Test
    void a_file_goes_up_and_comes_down_by_signed_links_and_its_name_is_taken_then() {
        var link = sandbox.api("POST", "/attachments/2023-03/upload-link", "{}").json();
        var upload = URI.create(link.path("url").asText());
        var put = HttpRequest.newBuilder(upload)
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString("hello"));
        assertThat(sandbox.send(put).status()).isEqualTo(200);

        var create = "{\"name\":\"a.txt\",\"request_id\":\""
                + link.path("request_id").asText() + "\"}";
        var made = sandbox.api("POST", "/attachments/2023-03", create);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().path("size").asInt()).isEqualTo(5);
        assertThat(sandbox.api("POST", "/attachments/2023-03", create).status()).isEqualTo(409);

        var id = made.json().path("id").asText();
        var download = sandbox.api("GET", "/attachments/2023-03/" + id + "/download-link", "")
                .json();
        assertThat(download.path("expire_time").asInt()).isEqualTo(600);
        var url = URI.create(download.path("url").asText());
        assertThat(sandbox.send(HttpRequest.newBuilder(url).GET()).body()).isEqualTo("hello");
        assertThat(sandbox.send(HttpRequest.newBuilder(url)
                                .header("Authorization", "Bearer x")
                                .GET())
                        .status())
                .isEqualTo(403);
        assertThat(sandbox.api("GET", "/attachments/2023-03", "")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(sandbox.api("DELETE", "/attachments/2023-03/" + id, "").status())
                .isEqualTo(204);
        assertThat(sandbox.api("GET", "/attachments/2023-03/" + id, "").status())
                .isEqualTo(404);
    }
}
