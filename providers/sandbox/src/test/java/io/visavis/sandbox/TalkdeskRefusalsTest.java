package io.visavis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the stand-in turns away, as the vendor would (contract 2.2, 2.6, 2.10 and section 7). */
class TalkdeskRefusalsTest {
    private static final String CONVERSATIONS = "/digital-connect/conversations";
    private static RunningSandbox sandbox;
    private static JsonNode key;
    private static JsonNode otherKey;

    @BeforeAll
    static void start() throws IOException {
        sandbox = new RunningSandbox();
        key = newKey();
        otherKey = newKey();
    }

    @AfterAll
    static void stop() throws IOException {
        sandbox.close();
    }

    private static JsonNode newKey() {
        return sandbox.control("POST", "/talkdesk/clients/sandbox-client/keys", "{\"algorithm\":\"ES256\"}")
                .json();
    }

    @Test
    void an_assertion_must_name_the_key_that_signed_it() throws Exception {
        assertRefused(assertion(key, "no-such-key", Duration.ofMinutes(5)), "kid");
        assertRefused(assertion(key, null, Duration.ofMinutes(5)), "kid");
        assertRefused(assertion(key, keyId(otherKey), Duration.ofMinutes(5)), "signature");
        assertRefused(tampered(assertion(key, keyId(key), Duration.ofMinutes(5))), "signature");
    }

    @ParameterizedTest
    @CsvSource({"PT-1M, expired", "PT1H, exp is too far away", ", exp is missing"})
    void an_assertion_lives_for_minutes(Duration life, String refusal) throws Exception {
        assertRefused(assertion(key, keyId(key), life), refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, ''",
        "POST, /c-1/messages",
        "DELETE, /c-1",
    })
    void a_call_without_a_token_of_ours_is_refused(String method, String path) {
        for (String authorization : new String[] {null, "Bearer made-up", "Basic YTpi"}) {
            var request = HttpRequest.newBuilder(URI.create(sandbox.url() + CONVERSATIONS + path))
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString("{}"));
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            var answer = sandbox.send(request);

            assertThat(answer.status()).as(authorization).isEqualTo(401);
            assertThat(answer.json().path("message").asText()).isNotBlank();
        }
        assertThat(sandbox.control("GET", "/conversations?email=nobody@example.com", "")
                        .json())
                .isEmpty();
    }

    @Test
    void a_message_to_a_conversation_that_was_never_there_is_not_found() {
        var answer = sandbox.api("POST", CONVERSATIONS + "/never-there/messages", "{\"content\":\"Hello?\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("code").asText()).isNotBlank();
    }

    @Test
    void a_signed_link_is_good_for_its_time_only() {
        var upload = uploadLink(600);
        assertThat(put(upload.path("url").asText()).status()).isEqualTo(200);
        var id = sandbox.api(
                        "POST",
                        "/attachments/2023-03",
                        "{\"name\":\"" + UUID.randomUUID() + ".txt\",\"request_id\":\""
                                + upload.path("request_id").asText() + "\"}")
                .json()
                .path("id")
                .asText();

        var late = put(uploadLink(0).path("url").asText());
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.body()).contains("Request has expired");
        var lateDownload = sandbox.send(HttpRequest.newBuilder(
                        URI.create(sandbox.api("GET", "/attachments/2023-03/" + id + "/download-link", "")
                                .json()
                                .path("url")
                                .asText()))
                .GET());
        assertThat(lateDownload.status()).isEqualTo(403);
        assertThat(lateDownload.body()).contains("Request has expired");
        var prolonged = put(uploadLink(0).path("url").asText().replaceAll("expires=\\d+", "expires=9999999999"));
        assertThat(prolonged.status()).isEqualTo(403);
        assertThat(prolonged.body()).contains("signature does not match");
    }

    private static JsonNode uploadLink(long seconds) {
        sandbox.control("PATCH", "/settings", "{\"talkdesk\":{\"linkSeconds\":" + seconds + "}}");
        return sandbox.api("POST", "/attachments/2023-03/upload-link", "{}").json();
    }

    private static RunningSandbox.Answer put(String url) {
        return sandbox.send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString("hello")));
    }

    private static void assertRefused(String assertion, String why) {
        var answer = sandbox.send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_assertion_type="
                        + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
                        + assertion)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_client");
        assertThat(answer.json().path("error_description").asText()).contains(why);
    }

    private static String keyId(JsonNode key) {
        return key.path("client_key_id").asText();
    }

    /** @param life null for an assertion that says nothing of it */
    private static String assertion(JsonNode key, String keyId, Duration life)
            throws JOSEException, GeneralSecurityException {
        var claims = new JWTClaimsSet.Builder()
                .issuer("sandbox-client")
                .subject("sandbox-client")
                .audience(sandbox.url() + "/oauth/token")
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(life == null ? null : Date.from(Instant.now().plus(life)))
                .build();
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build(), claims);
        var spec = new PKCS8EncodedKeySpec(
                Base64.getDecoder().decode(key.path("client_private_key").asText()));
        jwt.sign(new ECDSASigner((ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec)));
        return jwt.serialize();
    }

    /** The signature of another assertion by the same key. */
    private static String tampered(String assertion) throws JOSEException, GeneralSecurityException {
        String other = assertion(key, keyId(key), Duration.ofMinutes(4));
        return assertion.substring(0, assertion.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    }
}
