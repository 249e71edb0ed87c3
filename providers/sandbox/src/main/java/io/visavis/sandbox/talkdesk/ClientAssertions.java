package io.visavis.sandbox.talkdesk;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.talkdesk.TalkdeskSettings.OAuthClient;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Checks of {@code private_key_jwt} (contract 2.2, mode B): key id, signature, issuer, audience, expiry, replay. */
final class ClientAssertions {

    private static final long LONGEST_SECONDS = 600;
    private static final long CLOCK_SKEW_SECONDS = 30;

    private final Map<String, Instant> usedIds = new ConcurrentHashMap<>();
    private final Clock clock;

    ClientAssertions(Clock clock) {
        this.clock = clock;
    }

    /** Why an assertion was not accepted, in words for {@code error_description}. */
    static final class InvalidAssertionException extends Exception {
        InvalidAssertionException(String message) {
            super(message);
        }
    }

    OAuthClient check(String assertion, String tokenUrl, TalkdeskSettings settings) throws InvalidAssertionException {
        try {
            var jwt = SignedJWT.parse(assertion);
            var claims = jwt.getJWTClaimsSet();
            var client = settings.client(String.valueOf(claims.getIssuer()))
                    .orElseThrow(() -> new InvalidAssertionException("iss is no known client"));
            if (!client.clientId().equals(claims.getSubject())) {
                throw new InvalidAssertionException("sub must be the client id");
            }
            if (!jwt.verify(verifier(client, jwt))) {
                throw new InvalidAssertionException("the signature does not verify");
            }
            checkClaims(claims, tokenUrl);
            return client;
        } catch (ParseException | JOSEException e) {
            throw new InvalidAssertionException(
                    "the assertion is not a signed JWT that can be checked: " + e.getMessage());
        }
    }

    private void checkClaims(JWTClaimsSet claims, String tokenUrl) throws InvalidAssertionException {
        var now = clock.instant();
        if (!claims.getAudience().contains(tokenUrl)) {
            throw new InvalidAssertionException("aud must be " + tokenUrl);
        }
        if (claims.getExpirationTime() == null) {
            throw new InvalidAssertionException("exp is missing");
        }
        var expiry = claims.getExpirationTime().toInstant();
        if (expiry.isBefore(now.minusSeconds(CLOCK_SKEW_SECONDS))) {
            throw new InvalidAssertionException("the assertion has expired");
        }
        if (expiry.isAfter(now.plusSeconds(LONGEST_SECONDS))) {
            throw new InvalidAssertionException("exp is too far away; use five minutes");
        }
        if (claims.getJWTID() == null || claims.getJWTID().isBlank()) {
            throw new InvalidAssertionException("jti is missing");
        }
        usedIds.values().removeIf(until -> until.isBefore(now.minusSeconds(2 * CLOCK_SKEW_SECONDS)));
        if (usedIds.putIfAbsent(claims.getIssuer() + " " + claims.getJWTID(), expiry) != null) {
            throw new InvalidAssertionException("jti was used before");
        }
    }

    private static JWSVerifier verifier(OAuthClient client, SignedJWT jwt)
            throws ParseException, JOSEException, InvalidAssertionException {
        var keyId = jwt.getHeader().getKeyID();
        for (var key : client.keys()) {
            var jwk = JWK.parse(Json.text(key));
            if (keyId != null && keyId.equals(jwk.getKeyID())) {
                return switch (jwk) {
                    case ECKey ec -> new ECDSAVerifier(ec);
                    case RSAKey rsa -> new RSASSAVerifier(rsa);
                    default -> throw new InvalidAssertionException("the key is neither EC nor RSA");
                };
            }
        }
        throw new InvalidAssertionException("kid is no key of this client");
    }

    /** What Talkdesk's one-time JSON download holds. The names are those of contract 2.2. */
    record NewKey(String client_id, String client_key_id, String client_key_algorithm, String client_private_key) {}

    /** A new key pair and the client's list of keys with its public half added. */
    record AddedKey(NewKey download, OAuthClient client) {}

    /** @param algorithm {@code ES256} or {@code RS256} */
    static AddedKey newKey(OAuthClient client, String algorithm) {
        try {
            var keyId = UUID.randomUUID().toString();
            boolean elliptic = algorithm.equals("ES256");
            var generator = KeyPairGenerator.getInstance(elliptic ? "EC" : "RSA");
            if (elliptic) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            var pair = generator.generateKeyPair();
            JWK jwk = elliptic
                    ? new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                            .keyID(keyId)
                            .build()
                    : new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                            .keyID(keyId)
                            .build();
            var keys = new ArrayList<>(client.keys());
            keys.add(Json.tree(jwk.toJSONObject()));
            return new AddedKey(
                    new NewKey(
                            client.clientId(),
                            keyId,
                            algorithm,
                            Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())),
                    new OAuthClient(client.clientId(), client.clientSecret(), client.scopes(), List.copyOf(keys)));
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("every JDK has EC and RSA", e);
        }
    }
}
