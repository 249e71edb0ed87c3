package io.visavis.talkdesk.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.visavis.talkdesk.Talkdesk.MESSAGES;
import static io.visavis.talkdesk.Talkdesk.failure;
import static io.visavis.talkdesk.Talkdesk.json;
import static io.visavis.talkdesk.Talkdesk.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.visavis.spi.AccessToken;
import io.visavis.spi.ClientCredentials;
import io.visavis.spi.ProviderException.Kind;
import io.visavis.talkdesk.Talkdesk;
import io.visavis.testkit.LentContext;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AccessTokenTest {
    private static final KeyPair P256 = keys("EC", "secp256r1");

    private final Talkdesk talkdesk = new Talkdesk();

    @AfterEach
    void stop() {
        talkdesk.stop();
    }

    @Test
    void aSecretIsShownByTheHostInTheBasicHeaderWithoutAskingForScopes() {
        talkdesk.connect();

        assertThat(talkdesk.context().asked())
                .containsExactly(new ClientCredentials(
                        URI.create(talkdesk.baseUrl() + "/oauth/token"),
                        "client",
                        "secret",
                        Set.of(),
                        ClientCredentials.Placement.BASIC));
        assertThat(talkdesk.context().fetched()).isZero();
    }

    @Test
    void aPrivateKeySignsAnAssertionForTheTokenAddress() throws Exception {
        tokensAnswer("{\"access_token\":\"by-key\",\"token_type\":\"Bearer\",\"expires_in\":300,\"scope\":\"a b\"}");
        talkdesk.stubFor(post(MESSAGES).willReturn(json(201, "{\"message_id\":\"m\"}")));

        talkdesk.connect("private-key", pem(P256), "key-id", "kid-1").commands().send(say("k", "Hi"));

        talkdesk.verify(postRequestedFor(urlEqualTo(MESSAGES)).withHeader("Authorization", equalTo("Bearer by-key")));
        LoggedRequest request =
                talkdesk.findAll(postRequestedFor(urlEqualTo("/oauth/token"))).getFirst();
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.getHeader("Accept")).isEqualTo("application/json");
        Map<String, String> form = form(request);
        assertThat(form)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .containsOnlyKeys("grant_type", "client_assertion_type", "client_assertion");
        SignedJWT jwt = SignedJWT.parse(form.get("client_assertion"));
        assertThat(jwt.verify(new ECDSAVerifier((ECPublicKey) P256.getPublic())))
                .isTrue();
        assertThat(jwt.getSignature().decode()).hasSize(64);
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(jwt.getHeader().getKeyID()).isEqualTo("kid-1");
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("client");
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("client");
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(talkdesk.baseUrl() + "/oauth/token");
        assertThat(jwt.getJWTClaimsSet().getIssueTime()).isEqualTo(Date.from(LentContext.NOW));
        assertThat(jwt.getJWTClaimsSet().getExpirationTime()).isEqualTo(Date.from(LentContext.NOW.plusSeconds(300)));
        assertThat(jwt.getJWTClaimsSet().getJWTID()).hasSize(36);
    }

    @Test
    void everyAssertionHasAnIdOfItsOwn() throws Exception {
        PrivateKeyAssertion assertion = assertion(line(P256), "ES256");

        assertThat(SignedJWT.parse(assertion.sign()).getJWTClaimsSet().getJWTID())
                .isNotEqualTo(
                        SignedJWT.parse(assertion.sign()).getJWTClaimsSet().getJWTID());
    }

    @Test
    void otherCurvesAndRsaKeysSignToo() throws Exception {
        KeyPair p384 = keys("EC", "secp384r1");
        SignedJWT es384 = SignedJWT.parse(assertion(line(p384), "ES384").sign());
        assertThat(es384.verify(new ECDSAVerifier((ECPublicKey) p384.getPublic())))
                .isTrue();

        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        SignedJWT ps256 = SignedJWT.parse(assertion(line(rsa), "PS256").sign());
        assertThat(ps256.verify(new RSASSAVerifier((RSAPublicKey) rsa.getPublic())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "bm90IGEga2V5", "-----BEGIN PRIVATE KEY-----"})
    void aKeyThatIsNoneIsRefusedWithoutQuotingIt(String key) {
        assertThatThrownBy(() -> assertion(key, "ES256"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("private-key")
                .hasMessageNotContaining(key)
                .hasRootCauseInstanceOf(Exception.class);
    }

    @Test
    void anAlgorithmOfAnotherCurveIsRefused() {
        assertThatThrownBy(() -> assertion(line(P256), "ES384"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key-algorithm")
                .hasMessageContaining("ES256");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"access_token\":\"t\",\"expires_in\":600,\"scope\":\"a  b\"}; 600",
                "{\"access_token\":\"t\",\"expires_in\":\"90\",\"scope\":\"b a\"}; 90",
                "{\"access_token\":\"t\",\"expires_in\":0,\"scope\":\"a b\"}; 60",
                "{\"access_token\":\"t\",\"expires_in\":-5,\"scope\":\"a b\"}; 60",
                "{\"access_token\":\"t\",\"expires_in\":99999999999,\"scope\":\"a b\"}; 60",
                "{\"access_token\":\"t\",\"scope\":\"a b\"}; 60"
            })
    void theTokensLifeAndScopesAreRead(String body, long seconds) {
        tokensAnswer(body);

        assertThat(tokens().fetch())
                .isEqualTo(new AccessToken("t", LentContext.NOW.plusSeconds(seconds), Set.of("a", "b")));
    }

    @Test
    void aTokenWithoutScopesHasUnknownOnes() {
        tokensAnswer("{\"access_token\":\"t\",\"expires_in\":600}");

        assertThat(tokens().fetch().scopes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, AUTHENTICATION",
        "401, AUTHENTICATION",
        "403, AUTHENTICATION",
        "404, AUTHENTICATION",
        "302, UNAVAILABLE",
        "429, RATE_LIMITED",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void aRefusalIsClassified(int status, Kind expected) {
        talkdesk.stubFor(post("/oauth/token")
                .willReturn(json(status, "{\"error\":\"invalid_client\",\"error_description\":\"secret words\"}")));

        assertThat(failure(() -> tokens().fetch()))
                .hasMessageNotContaining("secret words")
                .extracting("kind")
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "{\"access_token\":\"\"}", "[]"})
    void anAnswerWithoutATokenIsAnOutage(String body) {
        tokensAnswer(body);

        assertThat(failure(() -> tokens().fetch()).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aBrokenConnectionIsAnOutageToo() {
        talkdesk.stubFor(post("/oauth/token").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThat(failure(() -> tokens().fetch()).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    private void tokensAnswer(String body) {
        talkdesk.stubFor(post("/oauth/token").willReturn(json(200, body)));
    }

    private AssertionTokens tokens() {
        HttpCalls http = new HttpCalls(talkdesk.context().httpClient(), Duration.ofSeconds(5));
        return new AssertionTokens(
                assertion(line(P256), "ES256"), http, talkdesk.context().clock());
    }

    private PrivateKeyAssertion assertion(String key, String algorithm) {
        URI audience = URI.create(talkdesk.baseUrl() + "/oauth/token");
        return PrivateKeyAssertion.of(
                key, "kid-1", algorithm, "client", audience, talkdesk.context().clock());
    }

    private static String line(KeyPair keys) {
        return Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
    }

    /** A private key that a connection takes. */
    static String key() {
        return pem(P256);
    }

    private static String pem(KeyPair keys) {
        String lines = Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
    }

    private static KeyPair keys(String algorithm, String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> form(LoggedRequest request) {
        return Arrays.stream(request.getBodyAsString().split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }
}
