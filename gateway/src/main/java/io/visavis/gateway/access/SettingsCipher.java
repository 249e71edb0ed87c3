package io.visavis.gateway.access;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Encrypts vendors' secrets for the database. A value is bound to its row and its name: moved to another row it cannot be
 * read. The ciphertext names its key, so a second key can be added for a change of keys.
 */
@Singleton
final class SettingsCipher {
    private static final int KEY_ID = 1;

    private final Aead aead;

    @AccessesPartialKey
    SettingsCipher(MasterKey masterKey) {
        try {
            AesGcmKey key = AesGcmKey.builder()
                    .setParameters(AesGcmParameters.builder()
                            .setKeySizeBytes(32)
                            .setIvSizeBytes(12)
                            .setTagSizeBytes(16)
                            .setVariant(AesGcmParameters.Variant.TINK)
                            .build())
                    .setKeyBytes(
                            SecretBytes.copyFrom(masterKey.derive("settings-cipher/1"), InsecureSecretKeyAccess.get()))
                    .setIdRequirement(KEY_ID)
                    .build();
            // Straight from the key, without a keyset: those bring protobuf, of which Micronaut manages another
            // version.
            this.aead = AesGcmJce.create(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the cipher for settings cannot be set up", e);
        }
    }

    String seal(String row, String name, String value) {
        try {
            return Base64.getEncoder()
                    .encodeToString(aead.encrypt(value.getBytes(StandardCharsets.UTF_8), context(row, name)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("setting '" + name + "' cannot be encrypted", e);
        }
    }

    /**
     * The value.
     *
     * @throws IllegalStateException when it was sealed under another master key, or for another row or name
     */
    String open(String row, String name, String sealed) {
        try {
            return new String(
                    aead.decrypt(Base64.getDecoder().decode(sealed), context(row, name)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "setting '" + name + "' of " + row + " cannot be read; was it stored under another master key?", e);
        }
    }

    private static byte[] context(String row, String name) {
        return (row + "/" + name).getBytes(StandardCharsets.UTF_8);
    }
}
