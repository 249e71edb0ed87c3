package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jars run where the operator demands signatures. */
class PluginTrustTest {
    @TempDir
    static Path keys;

    private static JarSigning vendor;
    private static JarSigning partner;
    private static JarSigning stranger;

    @TempDir
    Path folder;

    @TempDir
    Path home;

    private Path jar;

    @BeforeAll
    static void makeKeys() throws Exception {
        vendor = new JarSigning(keys, "vendor");
        partner = new JarSigning(keys, "partner");
        stranger = new JarSigning(keys, "stranger");
        Files.writeString(keys.resolve("trusted.pem"), vendor.pem() + partner.pem());
    }

    @BeforeEach
    void write() throws IOException {
        jar = new PluginJarBuilder().write(folder.resolve("acme.jar"));
    }

    private InstalledPlugin judged() {
        PluginHost host = new PluginHost(
                folder,
                new PluginCopies(home),
                new PluginTrust("", keys.resolve("trusted.pem").toString()));
        host.start();
        InstalledPlugin found = host.plugins().getFirst();
        host.stop();
        return found;
    }

    private void assertRefused(String named) {
        InstalledPlugin found = judged();
        assertThat(found.running()).isFalse();
        assertThat(found.problem())
                .contains("is not wholly signed by a certificate of VISAVIS_PLUGIN_SIGNERS")
                .contains(named);
    }

    /** Changes the jar as somebody would who has no key. */
    private interface Change {
        void in(FileSystem jar) throws IOException;
    }

    private void change(Change change) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            change.in(inside);
        }
    }

    @Test
    void aJarThatATrustedVendorSignedRuns() throws IOException {
        vendor.sign(jar);

        assertThat(judged().problem()).isNull();
        assertThat(judged().running()).isTrue();
    }

    @Test
    void anyOfTheTrustedCertificatesWillDo() throws IOException {
        partner.sign(jar);

        assertThat(judged().running()).isTrue();
    }

    @Test
    void anUnsignedJarDoesNot() {
        assertRefused("");
    }

    @Test
    void aJarThatSomebodyElseSignedDoesNot() throws IOException {
        stranger.sign(jar);

        assertRefused("");
    }

    @Test
    void aClassThatWasChangedAfterwardsIsFound() throws IOException {
        vendor.sign(jar);
        change(inside ->
                Files.write(inside.getPath("acme/AcmeFactory.class"), "other".getBytes(StandardCharsets.UTF_8)));

        assertRefused("acme/AcmeFactory.class");
    }

    @Test
    void anEntryThatWasAddedAfterwardsIsFound() throws IOException {
        vendor.sign(jar);
        change(inside -> Files.writeString(inside.getPath("acme/Added.class"), "added"));

        assertRefused("acme/Added.class");
    }

    @Test
    void anEntryThatWasTakenOutAfterwardsIsFound() throws IOException {
        vendor.sign(jar);
        change(inside -> Files.delete(inside.getPath("META-INF/extensions.idx")));

        assertThat(judged().running()).isFalse();
        PluginTrust trust = new PluginTrust("", keys.resolve("trusted.pem").toString());
        assertThatThrownBy(() -> trust.admit(jar, "0"))
                .isInstanceOf(RefusedPlugin.class)
                .hasMessageContaining("META-INF/extensions.idx is missing");
    }

    @Test
    void aManifestThatWasChangedAfterwardsIsFound() throws IOException {
        vendor.sign(jar);
        change(inside -> {
            Path manifest = inside.getPath("META-INF/MANIFEST.MF");
            Files.writeString(
                    manifest, Files.readString(manifest).replace("Plugin-Version: 1.0.0", "Plugin-Version: 1.0.1"));
        });

        assertThat(judged().running()).isFalse();
        assertThat(judged().problem()).contains("Invalid signature file digest");
    }

    @Test
    void aSignatureThatWasStrippedIsMissed() throws IOException {
        vendor.sign(jar);
        change(inside -> {
            try (var files = Files.list(inside.getPath("META-INF"))) {
                List<Path> signature = files.filter(file -> file.toString().matches(".*\\.(SF|EC)"))
                        .toList();
                for (Path file : signature) {
                    Files.delete(file);
                }
                assertThat(signature).hasSize(2);
            }
        });

        assertRefused("");
    }

    @Test
    void aFileWithoutCertificatesIsNamedAtTheStart() throws IOException {
        Path empty = Files.writeString(home.resolve("none.pem"), "no certificate");

        assertThatThrownBy(() -> new PluginTrust("", empty.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none.pem");
    }
}
