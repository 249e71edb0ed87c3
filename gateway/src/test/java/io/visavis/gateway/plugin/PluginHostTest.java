package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.ProviderDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginHostTest {
    @TempDir
    Path folder;

    private @Nullable PluginHost host;

    @AfterEach
    void stop() {
        if (host != null) {
            host.stop();
        }
    }

    private PluginHost start() {
        PluginHost started = new PluginHost(folder);
        started.start();
        host = started;
        return started;
    }

    private Path jar(String name) {
        return folder.resolve(name);
    }

    private String problemOf(String file) {
        InstalledPlugin plugin = start().plugins().stream()
                .filter(found -> found.file().equals(file))
                .findFirst()
                .orElseThrow();
        assertThat(plugin.running()).isFalse();
        return String.valueOf(plugin.problem());
    }

    @Test
    void aGoodJarServesItsChatMode() throws IOException {
        new PluginJarBuilder().write(jar("acme.jar"));

        PluginHost started = start();

        assertThat(started.plugins()).containsExactly(new InstalledPlugin("acme.jar", "acme", "1.0.0", "acme", null));
        assertThat(started.descriptor("acme").map(ProviderDescriptor::chatMode)).contains("acme");
    }

    @Test
    void aBadJarIsNamedAndTheRestRuns() throws IOException {
        Path good = new PluginJarBuilder().write(jar("acme.jar"));
        byte[] bytes = Files.readAllBytes(good);
        Files.write(jar("cut.jar"), Arrays.copyOf(bytes, bytes.length / 2));
        Files.writeString(jar("empty.jar"), "");

        PluginHost started = start();

        assertThat(started.plugins())
                .extracting(InstalledPlugin::file, InstalledPlugin::running)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("acme.jar", true),
                        org.assertj.core.groups.Tuple.tuple("cut.jar", false),
                        org.assertj.core.groups.Tuple.tuple("empty.jar", false));
    }

    @Test
    void aCutJarIsToldToBeCopiedAgain() throws IOException {
        Files.writeString(jar("cut.jar"), "PK");

        assertThat(problemOf("cut.jar")).contains("copy it again");
    }

    @Test
    void aJarThatDoesNotSayItsSpiIsRefused() throws IOException {
        new PluginJarBuilder().without("Plugin-Requires").write(jar("acme.jar"));

        assertThat(problemOf("acme.jar")).contains("set Plugin-Requires");
    }

    @Test
    void aJarForAnotherSpiIsRefused() throws IOException {
        new PluginJarBuilder().manifest("Plugin-Requires", ">=2.0.0").write(jar("acme.jar"));

        assertThat(problemOf("acme.jar")).contains("needs SPI >=2.0.0").contains("this gateway has 1.0.0");
    }

    @Test
    void aVersionThatIsNoneIsRefused() throws IOException {
        new PluginJarBuilder().manifest("Plugin-Version", "abc").write(jar("acme.jar"));

        assertThat(problemOf("acme.jar")).contains("semantic version");
    }

    @Test
    void twoJarsOfOneIdKeepTheFirstAndNameBoth() throws IOException {
        new PluginJarBuilder().write(jar("a.jar"));
        new PluginJarBuilder().chatMode("other").write(jar("b.jar"));

        assertThat(problemOf("b.jar")).contains("'acme'").contains("a.jar");
    }

    @Test
    void twoPluginsOfOneChatModeKeepTheFirst() throws IOException {
        new PluginJarBuilder().write(jar("a.jar"));
        new PluginJarBuilder().manifest("Plugin-Id", "other").write(jar("b.jar"));

        assertThat(problemOf("b.jar")).contains("claims the id, chat-mode or webhook-path of provider 'acme'");
    }

    @Test
    void anErrorInDescribeIsContained() throws IOException {
        new PluginJarBuilder()
                .describing("if (true) throw new StackOverflowError();")
                .write(jar("acme.jar"));

        assertThat(problemOf("acme.jar")).contains("failed to start").contains("StackOverflowError");
    }

    @Test
    void aMissingExtensionClassIsContained() throws IOException {
        new PluginJarBuilder().alsoNamingExtension("acme.Missing").write(jar("acme.jar"));
        new PluginJarBuilder().manifest("Plugin-Id", "fine").chatMode("fine").write(jar("fine.jar"));

        PluginHost started = start();

        assertThat(started.descriptor("fine")).isPresent();
    }

    @Test
    void thePluginCannotSeeTheGateway() throws IOException {
        new PluginJarBuilder().describing("""
                        for (String hidden : new String[] {
                            "io.visavis.gateway.Application", "io.micronaut.context.ApplicationContext",
                            "com.fasterxml.jackson.databind.ObjectMapper"}) {
                            try {
                                Class.forName(hidden);
                                throw new IllegalStateException("sees " + hidden);
                            } catch (ClassNotFoundException expected) {
                                continue;
                            }
                        }
                        """).write(jar("acme.jar"));

        assertThat(start().plugins()).singleElement().matches(InstalledPlugin::running);
    }

    @Test
    void anEmptyFolderIsNoError() {
        assertThat(start().plugins()).isEmpty();
    }
}
