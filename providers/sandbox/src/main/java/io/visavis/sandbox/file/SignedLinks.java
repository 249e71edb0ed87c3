package io.visavis.sandbox.file;

import io.visavis.sandbox.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Links to the storage that carry their own permission and expire, as pre-signed ones of a cloud store do. */
public final class SignedLinks {

    private final byte[] key = new byte[32];
    private final Clock clock;

    public SignedLinks(Clock clock) {
        this.clock = clock;
        new SecureRandom().nextBytes(key);
    }

    public String sign(String origin, String path, long seconds) {
        long expires = clock.instant().getEpochSecond() + seconds;
        return origin + path + "?expires=" + expires + "&signature=" + signature(path, Long.toString(expires));
    }

    /** Says what is wrong with the link, or null if it may be used. */
    public @Nullable String refusal(Exchange exchange) {
        if (exchange.header("Authorization") != null) {
            return "Only one auth mechanism allowed";
        }
        var expires = exchange.queryParameter("expires");
        var signature = exchange.queryParameter("signature");
        if (expires == null
                || signature == null
                || !MessageDigest.isEqual(
                        signature(exchange.path(), expires).getBytes(StandardCharsets.US_ASCII),
                        signature.getBytes(StandardCharsets.UTF_8))) {
            return "The request signature does not match";
        }
        return Long.parseLong(expires) <= clock.instant().getEpochSecond() ? "Request has expired" : null;
    }

    private String signature(String path, String expires) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((path + '\n' + expires).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
