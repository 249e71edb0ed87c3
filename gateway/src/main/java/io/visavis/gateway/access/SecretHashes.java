package io.visavis.gateway.access;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes of secrets that we made (256 random bits each, so nothing slower is needed): what the database holds is
 * worth nothing without the master key.
 */
@Singleton
final class SecretHashes {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec pepper;

    SecretHashes(MasterKey masterKey) {
        this.pepper = new SecretKeySpec(masterKey.derive("secret-hashes/1"), ALGORITHM);
    }

    /** 64 hexadecimal digits. */
    String of(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(pepper);
            return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    /** Compares two hashes in a time that does not depend on where they differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
