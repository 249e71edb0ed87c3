package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.http.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A key that deliveries are signed with, new at every start (contract 2.2, 3.3). Thread-safe. */
final class SigningKey {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String id =
            BASE64.encodeToString(UUID.randomUUID().toString().substring(0, 16).getBytes(StandardCharsets.US_ASCII));
    private final KeyPair pair;

    SigningKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }

    String id() {
        return id;
    }

    /** The public half, as {@code GET …/jwk/{kid}/public} answers it. */
    Map<String, Object> jwk() {
        var key = (RSAPublicKey) pair.getPublic();
        var jwk = new LinkedHashMap<String, Object>();
        jwk.put("kty", "RSA");
        jwk.put("e", number(key.getPublicExponent()));
        jwk.put("kid", id);
        jwk.put("n", number(key.getModulus()));
        return jwk;
    }

    /** Compact JWS with an empty middle: RS256 over the header part, a dot and the payload as it stands (RFC 7797). */
    String detached(String payload) {
        var header = new LinkedHashMap<String, Object>();
        header.put("b64", false);
        header.put("crit", new String[] {"b64"});
        header.put("kid", id);
        header.put("alg", "RS256");
        var headerPart = BASE64.encodeToString(Json.bytes(header));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update((headerPart + "." + payload).getBytes(StandardCharsets.UTF_8));
            return headerPart + ".." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with RSA", e);
        }
    }

    private static String number(BigInteger value) {
        var bytes = value.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
