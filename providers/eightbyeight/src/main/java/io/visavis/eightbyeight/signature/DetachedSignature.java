package io.visavis.eightbyeight.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/**
 * The header {@code x-8x8-signature}: a compact JWS without its middle part, whose payload is not encoded (RFC 7515, RFC
 * 7797; contract 3.3).
 *
 * @param headerPart as it came, which is what was signed
 * @param keyId the JOSE header's {@code kid}
 */
record DetachedSignature(String headerPart, String keyId, String signaturePart) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 8192;
    private static final int LONGEST_KEY_ID = 200;

    /**
     * Reads the header's value; no other algorithm and no other form is let in.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static DetachedSignature parse(String jws) {
        String[] parts = jws.strip().split("\\.", -1);
        if (jws.length() > LONGEST || parts.length != 3 || !parts[1].isEmpty()) {
            throw new IllegalArgumentException("the signature is no detached JWS");
        }
        JsonNode header = header(parts[0]);
        JsonNode critical = header.path("crit");
        boolean unencoded =
                header.path("b64").isBoolean() && !header.path("b64").asBoolean();
        boolean onlyThat = critical.size() == 1 && "b64".equals(critical.path(0).asText());
        if (!"RS256".equals(header.path("alg").asText()) || !unencoded || !onlyThat) {
            throw new IllegalArgumentException("the signature is not RS256 over an unencoded payload");
        }
        String keyId = header.path("kid").asText("");
        if (keyId.isBlank() || keyId.length() > LONGEST_KEY_ID) {
            throw new IllegalArgumentException("the signature names no key");
        }
        return new DetachedSignature(parts[0], keyId, parts[2]);
    }

    /** Whether {@code key} signed exactly this payload. */
    boolean signs(String payload, PublicKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((headerPart + "." + payload).getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getUrlDecoder().decode(signaturePart));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static JsonNode header(String part) {
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(part));
            if (header != null && header.isObject()) {
                return header;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the signature's header cannot be read", e);
        }
        throw new IllegalArgumentException("the signature's header is no object");
    }
}
