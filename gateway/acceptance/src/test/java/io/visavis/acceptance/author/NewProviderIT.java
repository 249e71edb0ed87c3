package io.visavis.acceptance.author;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first minutes of {@code providers/GUIDE.md}, for real: begun, built, tested and offered by a gateway. */
@Order(1)
class NewProviderIT {
    @TempDir
    Path folder;

    @Test
    void aNewProviderBuildsAtOnceKeepsItsPromisesAndHasItsChatMode() throws Exception {
        Path project = folder.resolve("zebra-visavis");
        run(
                Repository.root(),
                "bash",
                "providers/template/new-provider",
                "zebra",
                "com.zebra.visavis",
                project.toString());
        try (AuthorsRepository repository = new AuthorsRepository(folder.resolve("repository"))) {
            run(
                    project,
                    Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                    "--offline",
                    "--batch-mode",
                    "-Dmaven.repo.local=" + repository.folder(),
                    "verify");
        }

        assertThat(project.resolve("target/visavis-testkit/index.html"))
                .content()
                .contains("Zebra: promises kept")
                .doesNotContain(" failed", "not checked");

        Path plugins = Repository.copyPlugins(Files.createDirectory(folder.resolve("plugins")));
        Files.copy(project.resolve("target/zebra.jar"), plugins.resolve("zebra.jar"));
        Path home = Files.createDirectory(folder.resolve("home"));
        try (Demo demo = Demo.start(home, Map.of("VISAVIS_PLUGINS", plugins.toString()))) {
            Http.Answer providers =
                    Http.get(demo.url() + "/api/admin/v1/providers", "Authorization", demo.adminAuthorization());

            assertThat(providers.expect(200).body()).contains("\"chatMode\":\"zebra\"");
        }
    }

    private void run(Path where, String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "run", ".log");
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("%s ended: %s", command[0], Files.readString(log)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", command[0], Files.readString(log))
                .isZero();
    }
}
