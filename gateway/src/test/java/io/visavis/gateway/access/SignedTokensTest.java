package io.visavis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTokensTest {
    private static final String ISSUER = "https://gateway.example";
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private MasterKey masterKey;
    private SignedTokens tokens;

    @BeforeEach
    void tokensOfNow() throws JOSEException {
        masterKey = key("b25lLW1hc3Rlci1rZXktb25lLW1hc3Rlci1rZXktMDE");
        tokens = at(masterKey, ISSUER, NOW);
    }

    @Test
    void a_token_says_what_was_put_into_it() {
        VerifiedToken token =
                tokens.verify(TokenKind.CLIENT, issued(TokenKind.CLIENT)).orElseThrow();

        assertThat(token.subject()).isEqualTo("cli_1");
        assertThat(token.claim("app")).contains("app_1");
        assertThat(token.expiresAt()).isEqualTo(NOW.plus(HOUR));
    }

    @Test
    void a_token_of_one_kind_is_not_good_for_another() {
        assertThat(tokens.verify(TokenKind.WIDGET, issued(TokenKind.CLIENT))).isEmpty();
        assertThat(tokens.verify(TokenKind.CLIENT, issued(TokenKind.WIDGET))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TokenKind.class)
    void a_token_works_until_a_minute_after_its_end(TokenKind kind) throws JOSEException {
        String token = issued(kind);
        Instant end = NOW.plus(HOUR);

        assertThat(at(masterKey, ISSUER, end.plusSeconds(59)).verify(kind, token))
                .isPresent();
        assertThat(at(masterKey, ISSUER, end.plusSeconds(60)).verify(kind, token))
                .isEmpty();
    }

    @Test
    void a_token_from_the_future_is_not_believed_beyond_a_minute() throws JOSEException {
        String token = issued(TokenKind.CLIENT);

        assertThat(at(masterKey, ISSUER, NOW.minusSeconds(60)).verify(TokenKind.CLIENT, token))
                .isPresent();
        assertThat(at(masterKey, ISSUER, NOW.minusSeconds(61)).verify(TokenKind.CLIENT, token))
                .isEmpty();
    }

    @Test
    void a_token_of_another_master_key_or_gateway_is_foreign() throws JOSEException {
        MasterKey other = key("dHdvLW1hc3Rlci1rZXktdHdvLW1hc3Rlci1rZXktMDI");

        assertThat(at(other, ISSUER, NOW).verify(TokenKind.CLIENT, issued(TokenKind.CLIENT)))
                .isEmpty();
        assertThat(at(masterKey, "https://other.example", NOW).verify(TokenKind.CLIENT, issued(TokenKind.CLIENT)))
                .isEmpty();
    }

    @Test
    void a_foreign_key_id_is_refused_even_under_our_signature() throws JOSEException {
        assertThat(verified(signed(JWSAlgorithm.HS256, "client+jwt", keyId(), "visavis-api")))
                .isPresent();
        assertThat(verified(signed(JWSAlgorithm.HS256, "client+jwt", "00000000", "visavis-api")))
                .isEmpty();
        assertThat(verified(signed(JWSAlgorithm.HS256, "client+jwt", null, "visavis-api")))
                .isEmpty();
    }

    @Test
    void another_type_or_audience_is_refused_even_under_our_signature() throws JOSEException {
        assertThat(verified(signed(JWSAlgorithm.HS256, "JWT", keyId(), "visavis-api")))
                .isEmpty();
        assertThat(verified(signed(JWSAlgorithm.HS256, "widget+jwt", keyId(), "visavis-api")))
                .isEmpty();
        assertThat(verified(signed(JWSAlgorithm.HS256, "client+jwt", keyId(), "visavis-widget")))
                .isEmpty();
    }

    @Test
    void another_algorithm_is_refused_even_with_the_right_key() throws JOSEException {
        MasterKey longKey = masterKey;
        SignedJWT hs512 = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS512)
                        .type(new JOSEObjectType("client+jwt"))
                        .keyID(keyId())
                        .build(),
                claims("visavis-api"));
        byte[] doubled = new byte[64];
        System.arraycopy(longKey.derive("token-signature/1"), 0, doubled, 0, 32);
        hs512.sign(new MACSigner(doubled));

        assertThat(verified(hs512.serialize())).isEmpty();
        assertThat(verified(new PlainJWT(claims("visavis-api")).serialize())).isEmpty();
    }

    @Test
    void a_changed_token_is_refused() {
        String[] parts = issued(TokenKind.CLIENT).split("\\.", -1);
        String other = issued(TokenKind.WIDGET).split("\\.", -1)[1];

        assertThat(verified(parts[0] + "." + other + "." + parts[2])).isEmpty();
        assertThat(verified(parts[0] + "." + parts[1] + ".")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "eyJhbGciOiJub25lIn0..", "%%%"})
    void garbage_is_refused_without_an_error(String garbage) {
        assertThat(verified(garbage)).isEmpty();
        assertThat(verified(garbage + "a".repeat(100_000))).isEmpty();
    }

    private Optional<VerifiedToken> verified(String token) {
        return tokens.verify(TokenKind.CLIENT, token);
    }

    private String issued(TokenKind kind) {
        return tokens.issue(kind, "cli_1", Map.of("app", "app_1"), HOUR).value();
    }

    private String signed(JWSAlgorithm algorithm, String type, String keyId, String audience) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .type(new JOSEObjectType(type))
                        .keyID(keyId)
                        .build(),
                claims(audience));
        jwt.sign(new MACSigner(masterKey.derive("token-signature/1")));
        return jwt.serialize();
    }

    private static JWTClaimsSet claims(String audience) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("cli_1")
                .audience(audience)
                .jwtID("tok_1")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plus(HOUR)))
                .build();
    }

    private String keyId() {
        return HexFormat.of().formatHex(masterKey.derive("token-key-id/1"), 0, 4);
    }

    private static SignedTokens at(MasterKey key, String issuer, Instant time) throws JOSEException {
        return new SignedTokens(key, issuer, Clock.fixed(time, ZoneOffset.UTC));
    }

    private static MasterKey key(String base64) {
        return new MasterKey(null, base64);
    }
}
