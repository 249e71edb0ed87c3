package io.visavis.talkdesk.outbound;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;

/**
 * The signed JWT by which an OAuth client proves itself without a secret (RFC 7523, contract 2.2 mode B). Thread-safe;
 * never prints the key.
 */
public final class PrivateKeyAssertion {
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final JWSHeader header;
    private final JWSSigner signer;
    private final String clientId;
    private final URI audience;
    private final Clock clock;

    private PrivateKeyAssertion(JWSHeader header, JWSSigner signer, String clientId, URI audience, Clock clock) {
        this.header = header;
        this.signer = signer;
        this.clientId = clientId;
        this.audience = audience;
        this.clock = clock;
    }

    /**
     * Reads a key as Talkdesk hands it out: PKCS#8 in one line of base64. PEM markers and line ends do no harm.
     *
     * @param audience the token address that is really called
     * @throws IllegalArgumentException with a sentence for the administrator when key and algorithm do not fit
     */
    public static PrivateKeyAssertion of(
            String privateKey, String keyId, String algorithm, String clientId, URI audience, Clock clock) {
        JWSAlgorithm jws = JWSAlgorithm.parse(algorithm);
        try {
            JWSSigner signer = signer(jws, decoded(privateKey));
            if (!signer.supportedJWSAlgorithms().contains(jws)) {
                throw new IllegalArgumentException("setting 'key-algorithm' is " + jws + ", but the private key is for "
                        + signer.supportedJWSAlgorithms());
            }
            JWSHeader header = new JWSHeader.Builder(jws)
                    .keyID(keyId)
                    .type(JOSEObjectType.JWT)
                    .build();
            return new PrivateKeyAssertion(header, signer, clientId, audience, clock);
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalArgumentException(
                    "setting 'private-key' is no PKCS#8 key for " + jws
                            + "; paste the one line of base64 that Talkdesk showed when the OAuth client was made",
                    e);
        }
    }

    /** A fresh assertion; each may be used once. */
    String sign() {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(audience.toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that was checked signs", e);
        }
        return jwt.serialize();
    }

    URI audience() {
        return audience;
    }

    private static JWSSigner signer(JWSAlgorithm algorithm, byte[] pkcs8)
            throws GeneralSecurityException, JOSEException {
        PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(pkcs8);
        if (JWSAlgorithm.Family.EC.contains(algorithm)) {
            PrivateKey ec = KeyFactory.getInstance("EC").generatePrivate(key);
            return new ECDSASigner((ECPrivateKey) ec);
        }
        return new RSASSASigner(KeyFactory.getInstance("RSA").generatePrivate(key));
    }

    private static byte[] decoded(String privateKey) throws GeneralSecurityException {
        String base64 = privateKey.replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message quotes a character of the key.
            throw new GeneralSecurityException("not base64");
        }
    }
}
