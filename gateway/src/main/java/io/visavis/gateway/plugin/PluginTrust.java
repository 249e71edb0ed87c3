package io.visavis.gateway.plugin;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which jars the operator lets in: all, those of listed hashes, those signed by listed certificates, or both. */
@Singleton
final class PluginTrust {
    /** Signatures cannot sign themselves; the JDK leaves out exactly these. */
    private static final Pattern OF_A_SIGNATURE =
            Pattern.compile("META-INF/(MANIFEST\\.MF|SIG-[^/]*|[^/]*\\.(SF|RSA|DSA|EC))", Pattern.CASE_INSENSITIVE);

    private final Set<String> hashes;
    private final Set<Certificate> signers;
    private final boolean signed;

    /**
     * @param hashes SHA-256 values in hexadecimal, apart by commas or space; empty lets every hash in
     * @param signers a PEM file of certificates; empty lets unsigned jars in
     */
    PluginTrust(
            @Value("${visavis.plugin-hashes:}") String hashes, @Value("${visavis.plugin-signers:}") String signers) {
        this.hashes = Arrays.stream(hashes.split("[,\\s]+"))
                .filter(hash -> !hash.isBlank())
                .map(hash -> hash.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.signed = !signers.isBlank();
        this.signers = signed ? certificates(Path.of(signers)) : Set.of();
    }

    private static Set<Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new HashSet<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
        } catch (IOException | CertificateException e) {
            throw new ConfigurationException(
                    "VISAVIS_PLUGIN_SIGNERS names " + file + ", which is no PEM file of certificates that can be read ("
                            + e + "): name one, for example /etc/visavis/signers.pem",
                    e);
        }
    }

    /**
     * @param sha256 of the bytes at {@code jar}, lower case
     * @throws RefusedPlugin when the operator does not let it in
     */
    void admit(Path jar, String sha256) {
        if (!hashes.isEmpty() && !hashes.contains(sha256)) {
            throw new RefusedPlugin(
                    "has the SHA-256 " + sha256
                            + ", which is not listed; if the jar is genuine, add it to VISAVIS_PLUGIN_HASHES",
                    null);
        }
        if (signed) {
            String unsigned = unsigned(jar);
            if (unsigned != null) {
                throw new RefusedPlugin(
                        "is not wholly signed by a certificate of VISAVIS_PLUGIN_SIGNERS (" + unsigned
                                + "); get a signed jar from its vendor, or add the vendor's certificate",
                        null);
            }
        }
    }

    /** The first entry that no trusted certificate vouches for, or that was taken out; null when there is none. */
    private @Nullable String unsigned(Path path) {
        Set<Certificate> common = new HashSet<>(signers);
        try (JarFile jar = new JarFile(path.toFile(), true)) {
            Manifest manifest = jar.getManifest();
            for (String signed :
                    manifest == null ? Set.<String>of() : manifest.getEntries().keySet()) {
                if (jar.getEntry(signed) == null) {
                    return signed + " is missing";
                }
            }
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.isDirectory()
                        || OF_A_SIGNATURE.matcher(entry.getName()).matches()) {
                    continue;
                }
                // Its signers are known, and its digest is checked, once it was read to the end.
                try (InputStream in = jar.getInputStream(entry)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                common.retainAll(signersOf(entry));
                if (common.isEmpty()) {
                    return entry.getName();
                }
            }
            return null;
        } catch (IOException | SecurityException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The signing certificates alone: what else a signature carries, nobody checked. */
    private static Set<Certificate> signersOf(JarEntry entry) {
        CodeSigner[] found = entry.getCodeSigners();
        return found == null
                ? Set.of()
                : Arrays.stream(found)
                        .map(signer ->
                                signer.getSignerCertPath().getCertificates().getFirst())
                        .collect(Collectors.toSet());
    }
}
