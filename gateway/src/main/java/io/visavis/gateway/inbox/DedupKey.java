package io.visavis.gateway.inbox;

import io.visavis.spi.RawWebhook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** By what a repeated delivery is recognised: a key of the vendor's, else a digest, which tells exact repeats only. */
final class DedupKey {
    private static final String VENDORS = "k:";
    private static final int LONGEST = 280;

    private DedupKey() {}

    /** Empty when the vendor's key cannot be used. */
    static Optional<String> ofVendor(String key) {
        return key.isBlank() || key.length() > LONGEST ? Optional.empty() : Optional.of(VENDORS + key);
    }

    static String ofBytes(RawWebhook webhook) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(webhook.action().getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return "d:" + HexFormat.of().formatHex(sha.digest(webhook.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static boolean isVendors(String stored) {
        return stored.startsWith(VENDORS);
    }
}
