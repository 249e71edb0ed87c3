package io.visavis.eightbyeight;

import io.visavis.spi.RawWebhook;
import io.visavis.testkit.VendorProof;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/** Signs deliveries as 8x8 does (contract 3.3), with a key of its own. */
final class EightByEightSigner implements VendorProof {
    static final String TENANT = "acmesupport01";
    private static final String KEY_ID = "test-key";
    private static final KeyPair KEYS = keys();

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key as 8x8 publishes it. */
    static String jsonWebKey() {
        RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
        return """
                {"kty": "RSA", "kid": "%s", "n": "%s", "e": "%s"}""".formatted(
                        KEY_ID,
                        base64(key.getModulus().toByteArray()),
                        base64(key.getPublicExponent().toByteArray()));
    }

    static String keyPath() {
        return "/chat-gateway/v1/jwk/" + KEY_ID + "/public";
    }

    @Override
    public Map<String, String> headers(RawWebhook delivery) {
        return headers(delivery, TENANT);
    }

    @Override
    public Map<String, String> headersOfAnother(RawWebhook delivery) {
        return headers(delivery, "somebodyelse01");
    }

    @Override
    public Optional<RawWebhook> testCall() {
        return Optional.of(EightByEightFixture.delivery("", "{\"eventType\":\"WEB_HOOK_VERIFY\"}"));
    }

    private static Map<String, String> headers(RawWebhook delivery, String tenant) {
        String eventId = delivery.header("x-8x8-event-id").orElse("e-1");
        long sent = delivery.receivedAt().toEpochMilli() - 250;
        CRC32 checksum = new CRC32();
        checksum.update(delivery.body());
        String payload = "{\"checksum\":%d,\"cid\":\"acme\",\"eid\":\"%s\",\"retry\":0,\"tid\":\"%s\",\"tt\":%d}"
                .formatted(checksum.getValue(), eventId, tenant, sent);
        return Map.of(
                "x-8x8-customer-id",
                "acme",
                "x-8x8-tenant-id",
                tenant,
                "x-8x8-event-id",
                eventId,
                "x-8x8-retry",
                "0",
                "x-8x8-transmission-time",
                Long.toString(sent),
                "x-8x8-signature",
                signature(payload));
    }

    private static String signature(String payload) {
        String header = base64("{\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"%s\",\"alg\":\"RS256\"}"
                .formatted(KEY_ID)
                .getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEYS.getPrivate());
            signature.update((header + "." + payload).getBytes(StandardCharsets.UTF_8));
            return header + ".." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
