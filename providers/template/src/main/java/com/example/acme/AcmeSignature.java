package com.example.acme;

import io.visavis.spi.RawWebhook;
import io.visavis.spi.Verdict;
import io.visavis.spi.WebhookAuthenticator;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code X-Acme-Signature}: HMAC-SHA256 over exactly the bytes of the body, in hexadecimal. A vendor that proves nothing needs no
 * such class: leave {@code authenticator()} away, and the gateway checks credentials that it issues to the vendor.
 */
final class AcmeSignature implements WebhookAuthenticator {
    static final String HEADER = "X-Acme-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    AcmeSignature(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    @Override
    public Verdict authenticate(RawWebhook webhook) {
        String claimed = webhook.header(HEADER).orElse("");
        boolean genuine = MessageDigest.isEqual(
                sign(webhook.body()).getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
        return genuine ? new Verdict.Accepted() : new Verdict.Refused(HEADER + " is missing or does not fit the body");
    }

    String sign(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
