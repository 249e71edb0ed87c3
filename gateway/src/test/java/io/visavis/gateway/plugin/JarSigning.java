package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** A vendor's key and its certificate, made for a test. */
final class JarSigning {
    private static final char[] PASSWORD = "only for a test".toCharArray();

    private final KeyStore.PrivateKeyEntry key;

    /** Takes a second: the JDK makes certificates with its own tool only. */
    JarSigning(Path folder, String vendor) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(vendor + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "vendor",
                        "-dname",
                        "CN=" + vendor,
                        "-keyalg",
                        "EC",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        this.key = (KeyStore.PrivateKeyEntry) keys.getEntry("vendor", new KeyStore.PasswordProtection(PASSWORD));
    }

    /** Signs the jar where it lies. */
    void sign(Path jar) throws IOException {
        Path signed = Files.createTempFile(jar.getParent(), "signed", ".tmp");
        try (ZipFile unsigned = new ZipFile(jar.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            new JarSigner.Builder(key).build().sign(unsigned, out);
        }
        Files.move(signed, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    String pem() throws GeneralSecurityException {
        Certificate certificate = key.getCertificate();
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
