package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.ProviderDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginHostTest {
    @TempDir
    Path folder;

    @TempDir
    Path home;

    private @Nullable PluginHost host;

    @AfterEach
    void stop() {
        if (host != null) {
            host.stop();
        }
    }

    private PluginHost start() {
        return start(new PluginHost(folder, new PluginCopies(home), new PluginTrust("", "")));
    }

    private PluginHost start(PluginHost started) {
        started.start();
        host = started;
        return started;
    }

    private Path jar(String name) {
        return folder.resolve(name);
    }

    private String problemOf(String file) {
        return problemOf(file, start());
    }

    private static String problemOf(String file, PluginHost started) {
        InstalledPlugin plugin = started.plugins().stream()
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

    /** As the watch does: the second look finds that nothing moved since the first. */
    private static void lookTwice(PluginHost started) {
        started.look();
        started.look();
    }

    private static String version(PluginHost started) {
        return String.valueOf(started.plugins().getFirst().version());
    }

    @Test
    void aJarThatComesLaterStartsAndOneThatGoesIsGone() throws IOException {
        PluginHost started = start();
        Path jar = new PluginJarBuilder().write(jar("acme.jar"));
        lookTwice(started);
        assertThat(started.descriptor("acme")).isPresent();

        Files.delete(jar);
        lookTwice(started);
        assertThat(started.descriptors()).isEmpty();
        assertThat(started.plugins()).isEmpty();
    }

    @Test
    void aNewerJarTakesThePlaceOfTheOlderAndABadOneDoesNot() throws IOException {
        Path jar = new PluginJarBuilder().write(jar("acme.jar"));
        PluginHost started = start();
        new PluginJarBuilder().manifest("Plugin-Version", "1.1.0-newer").write(jar);
        lookTwice(started);
        assertThat(version(started)).isEqualTo("1.1.0-newer");

        Files.writeString(jar, "PK");
        lookTwice(started);
        assertThat(started.descriptor("acme")).isPresent();
        assertThat(started.plugins()).singleElement().satisfies(plugin -> {
            assertThat(plugin.running()).isTrue();
            assertThat(plugin.problem()).contains("copy it again").contains("1.1.0-newer goes on");
        });
    }

    @Test
    void aJarThatIsStillBeingCopiedIsJudgedAgainWhenItIsWhole() throws IOException {
        byte[] whole = Files.readAllBytes(new PluginJarBuilder().write(jar("built")));
        PluginHost started = start();
        Files.write(jar("acme.jar"), Arrays.copyOf(whole, whole.length / 2));
        assertThat(started.look()).as("something moves").isTrue();
        assertThat(started.plugins()).singleElement().matches(plugin -> !plugin.running());
        Files.write(jar("acme.jar"), Arrays.copyOf(whole, whole.length - 20));
        lookTwice(started);
        assertThat(started.plugins()).singleElement().matches(plugin -> !plugin.running());
        Files.write(jar("acme.jar"), whole);
        lookTwice(started);
        assertThat(started.plugins()).containsExactly(new InstalledPlugin("acme.jar", "acme", "1.0.0", "acme", null));
    }

    @Test
    void theSecondOfOneIdTakesOverWhenTheFirstGoes() throws IOException {
        Path old = new PluginJarBuilder().write(jar("acme-1.0.0.jar"));
        PluginHost started = start();
        new PluginJarBuilder().manifest("Plugin-Version", "1.1.0").write(jar("acme-1.1.0.jar"));
        lookTwice(started);
        assertThat(version(started)).isEqualTo("1.0.0");
        Files.delete(old);
        lookTwice(started);
        assertThat(started.plugins())
                .containsExactly(new InstalledPlugin("acme-1.1.0.jar", "acme", "1.1.0", "acme", null));
    }

    @ParameterizedTest
    @CsvSource({
        "java.lang.System.exit, System.exit(1)",
        "java.lang.Runtime.exit, Runtime.getRuntime().exit(1)",
        "java.lang.Runtime.halt, Runtime.getRuntime().halt(1)",
        "java.lang.System.exit, java.util.List.of(1).forEach(System::exit)"
    })
    void aJarThatWouldEndTheProcessIsRefused(String named, String statement) throws IOException {
        new PluginJarBuilder()
                .describing("if (System.nanoTime() == 0) " + statement + ";")
                .write(jar("acme.jar"));

        assertThat(problemOf("acme.jar")).contains(named).contains("AcmeFactory.class");
    }

    @Test
    void aJarThatDependsOnAnotherIsRefused() throws IOException {
        new PluginJarBuilder().manifest("Plugin-Dependencies", "acme").write(jar("acme.jar"));

        assertThat(problemOf("acme.jar")).contains("stands alone");
    }

    @Test
    void aClassThatIsMissingIsNamed() throws IOException {
        new PluginJarBuilder().alsoNamingExtension("acme.Missing").write(jar("acme.jar"));

        assertThat(problemOf("acme.jar")).contains("acme.Missing").contains("bundle");
    }

    @Test
    void aStartThatHangsAndIgnoresItsInterruptHoldsUpNoOtherJar() throws IOException {
        try (FaultyPlugin.Spell _ = FaultyPlugin.spell()) {
            new PluginJarBuilder()
                    .describing("Faults.hang();")
                    .besides(FaultyPlugin.FAULTS)
                    .write(jar("a.jar"));
            new PluginJarBuilder()
                    .manifest("Plugin-Id", "fine")
                    .chatMode("fine")
                    .write(jar("b.jar"));

            PluginHost started = start(
                    new PluginHost(folder, new PluginCopies(home), new PluginTrust("", ""), Duration.ofSeconds(2)));

            assertThat(problemOf("a.jar", started)).contains("did not start within 2 s");
            assertThat(started.descriptor("fine")).isPresent();
        }
    }

    @Test
    void jarsStartSideBySide() throws IOException {
        String met = "visavis.test.met." + UUID.randomUUID() + ".";
        for (List<String> pair : List.of(List.of("one", "two"), List.of("two", "one"))) {
            String id = pair.getFirst();
            new PluginJarBuilder()
                    .manifest("Plugin-Id", id)
                    .chatMode(id)
                    .describing(
                            "System.setProperty(\"%s\", \"\"); while (System.getProperty(\"%s\") == null) Thread.yield();"
                                    .formatted(met + id, met + pair.getLast()))
                    .write(jar(id + ".jar"));
        }

        assertThat(start().plugins()).extracting(InstalledPlugin::problem).containsExactly(null, null);
    }

    @Test
    void whatIsNoFileOfTheFolderIsNamed() throws IOException {
        Files.createDirectory(jar("folder.jar"));
        Path outside = new PluginJarBuilder().write(home.resolve("outside.zip"));
        Files.createSymbolicLink(jar("link.jar"), outside);

        assertThat(problemOf("folder.jar")).contains("is a folder");
        assertThat(problemOf("link.jar")).contains("leads out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.txt", "inside/../../outside.txt", "..\\outside.txt", "/outside.txt"})
    void aJarWithAnEntryThatLeadsOutOfItIsRefused(String entry) throws IOException {
        new PluginJarBuilder().entry(entry).write(jar("acme.jar"));

        assertThat(problemOf("acme.jar")).contains(entry).contains("leads out of the jar");
    }

    @Test
    void whatCannotBeCopiedNowIsTriedAtTheNextLook() throws IOException {
        PluginHost started = start();
        Path copies = home.resolve("plugin-copies");
        Files.delete(copies);
        new PluginJarBuilder().write(jar("acme.jar"));
        lookTwice(started);
        assertThat(started.plugins())
                .singleElement()
                .satisfies(plugin -> assertThat(plugin.problem())
                        .contains("cannot be copied")
                        .contains("tried again"));

        Files.createDirectory(copies);
        started.look();
        assertThat(started.plugins()).singleElement().matches(InstalledPlugin::running);
    }

    @Test
    void whereHashesAreDemandedOnlyTheListedRun() throws IOException {
        new PluginJarBuilder().write(jar("acme.jar"));
        PluginHost strict = new PluginHost(folder, new PluginCopies(home), new PluginTrust("0".repeat(64), ""));
        strict.start();
        String problem = String.valueOf(strict.plugins().getFirst().problem());
        strict.stop();
        assertThat(problem).contains("VISAVIS_PLUGIN_HASHES");

        String hash = problem.replaceAll(".*SHA-256 ([0-9a-f]{64}).*", "$1");
        PluginHost listed = new PluginHost(folder, new PluginCopies(home), new PluginTrust(hash, ""));
        listed.start();
        assertThat(listed.plugins()).singleElement().matches(InstalledPlugin::running);
        listed.stop();
    }
}
