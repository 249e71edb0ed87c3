package io.visavis.eightbyeight.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Optional;

/** Reads an RSA key of RFC 7517; 8x8's file shows an object and declares a text that holds one (contract 2.2). */
final class JsonWebKey {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SHORTEST_BITS = 2048;
    /** A longer one would only cost us time. */
    private static final int LONGEST_BITS = 8192;

    private JsonWebKey() {}

    static Optional<PublicKey> read(JsonNode answer) {
        try {
            JsonNode key = answer.isTextual() ? JSON.readTree(answer.asText()) : answer;
            BigInteger modulus = number(key, "n");
            if (!"RSA".equals(key.path("kty").asText())
                    || modulus.bitLength() < SHORTEST_BITS
                    || modulus.bitLength() > LONGEST_BITS) {
                return Optional.empty();
            }
            return Optional.of(
                    KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, number(key, "e"))));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asText("")));
    }
}
