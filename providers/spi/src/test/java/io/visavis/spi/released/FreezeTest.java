package io.visavis.spi.released;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreezeTest {
    private static final Path NOW = Path.of("target/classes");

    @TempDir
    Path work;

    private Path jar;
    private Path version;

    @BeforeEach
    void aProviderIsBuilt() throws IOException {
        jar = Files.writeString(work.resolve("built.jar"), "as it was built");
        version = work.resolve("released/1.1.0");
    }

    @Test
    void aVersionIsKeptWithTheProviderThatWasBuiltAgainstIt() throws IOException {
        Freeze.freeze(NOW, jar, version);

        assertThat(ApiShape.read(version.resolve("api.txt"))).isEqualTo(ApiShape.of(NOW));
        assertThat(version.resolve("loopback.jar")).hasContent("as it was built");
    }

    @Test
    void whatWasReleasedIsNeverWrittenAgain() throws IOException {
        Freeze.freeze(NOW, jar, version);
        Files.writeString(jar, "built later");

        assertThatThrownBy(() -> Freeze.freeze(NOW, jar, version)).hasMessageContaining("stays as it is");
        assertThat(version.resolve("loopback.jar")).hasContent("as it was built");
    }

    @Test
    void withoutTheProviderNothingIsWritten() {
        Path none = work.resolve("none.jar");

        assertThatThrownBy(() -> Freeze.freeze(NOW, none, version)).hasMessageContaining("build it first");
        assertThat(version).doesNotExist();
    }
}
