package io.visavis.gateway.access;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import io.visavis.gateway.kernel.Secrets;
import io.visavis.gateway.storage.Home;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The one secret of an installation, from {@code visavis.master-key} or {@code <home>/master.key}. Every other key of
 * ours is derived from it (HKDF-SHA-256), so nodes that share it check each other's tokens and read each other's rows.
 */
@Singleton
final class MasterKey implements DerivedKeys {
    private static final byte[] SALT = "visavis".getBytes(StandardCharsets.UTF_8);
    private static final int BYTES = 32;

    private final byte[] key;

    MasterKey(Home home, @Nullable @Value("${visavis.master-key:}") String configured) {
        this.key = configured == null || configured.isBlank()
                ? decoded(
                        home.secretFile("master.key", Secrets::next),
                        home.resolve("master.key").toString())
                : decoded(configured.strip(), "VISAVIS_MASTER_KEY");
    }

    private static byte[] decoded(String text, String where) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder()
                    .decode(text.replace('+', '-').replace('/', '_').replace("=", ""));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(where + " is not base64; make one with: openssl rand -base64 32", e);
        }
        if (bytes.length < BYTES) {
            throw new ConfigurationException(where + " is too short; make one with: openssl rand -base64 32");
        }
        return bytes;
    }

    @Override
    public byte[] derive(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(key)
                            .addSalt(SALT)
                            .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HKDF-SHA256", e);
        }
    }
}
