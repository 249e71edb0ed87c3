package io.visavis.gateway.video;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keys of this installation that calls need, each derived for one purpose. */
@FunctionalInterface
public interface CallKeys {

    /** 256 bits; the same for the same purpose on every node. */
    byte[] derive(String purpose);

    /** {@code [A-Za-z0-9_-]}, 256 bits: nobody without the key makes or guesses it. */
    default String sign(String purpose, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(derive(purpose), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
