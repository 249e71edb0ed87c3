package io.visavis.acceptance.author;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Repository;
import io.visavis.acceptance.harness.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code providers/GUIDE.md} for real, by its own commands, on what {@code providers/RELEASING.md} publishes: a provider is begun, built
 * and tested, dropped into a gateway that runs, connected and chatted with.
 */
@Order(1)
class NewProviderIT {
    @TempDir
    Path folder;

    private final Guide guide = new Guide("providers/GUIDE.md");

    @Test
    void aNewProviderBuildsAtOnceKeepsItsPromisesAndChatsInARunningGateway() throws Exception {
        Path project = folder.resolve("zebra-visavis");
        List<String> begin = new ArrayList<>(guide.command("new-provider"));
        begin.set(0, Repository.file(begin.getFirst()).toString());
        begin.set(begin.size() - 1, project.toString());
        run(Repository.root(), begin);
        try (AuthorsRepository repository = new AuthorsRepository(folder.resolve("repository"))) {
            Publication published = new Publication(folder.resolve("release"));
            run(published.tree(), repository.maven(published.command()));
            published.assertComplete();
            run(project, repository.mavenOffline(guide.command("./mvnw verify")));
            assertThat(project.resolve("target/visavis-testkit/index.html"))
                    .content()
                    .contains("Zebra: promises kept")
                    .doesNotContain(" failed", "not checked");

            Path plugins = Repository.copyPlugins(Files.createDirectory(folder.resolve("plugins")));
            Path home = Files.createDirectory(folder.resolve("home"));
            List<String> desk = repository.mavenOffline(guide.command("exec:java"));
            try (Demo demo = Demo.start(home, Map.of("VISAVIS_PLUGINS", plugins.toString()));
                    VendorsTerminal vendor = new VendorsTerminal(project, folder.resolve("vendor.log"), desk)) {
                Files.copy(project.resolve("target/zebra.jar"), plugins.resolve("zebra.jar"));
                vendor.type(connected(demo, vendor.address()));
                chats(demo, vendor);
            }
        }
    }

    /** The third terminal: makes a connection and returns where the vendor delivers. */
    private String connected(Demo demo, String address) {
        String admin = demo.url() + "/api/admin/v1/";
        String[] authorization = {"Authorization", demo.adminAuthorization()};
        Await.untilTrue(
                "the gateway offers the chat mode",
                Await.PATIENCE,
                () -> Http.get(admin + "providers", authorization)
                        .expect(200)
                        .body()
                        .contains("\"chatMode\":\"zebra\""));
        JsonNode connection = Http.postJson(
                        admin + "applications/" + demo.applicationId() + "/connections",
                        guide.connection(address),
                        authorization)
                .expect(201)
                .json();
        JsonNode check = Http.postJson(
                        admin + "connections/" + connection.path("connectionId").asText() + "/check",
                        Map.of(),
                        authorization)
                .expect(200)
                .json();
        assertThat(check.path("ok").asBoolean()).as(check.toString()).isTrue();
        return connection.path("webhookUrl").asText();
    }

    private static void chats(Demo demo, VendorsTerminal vendor) {
        Visitor visitor = Visitor.start(demo, "zoe@example.com", Map.of("chatMode", "zebra", "options", Map.of()));
        visitor.await("agent.joined");
        visitor.say("Where is my parcel?");
        vendor.awaitLine("Visitor: Where is my parcel?");
        vendor.type("On its way");
        visitor.awaitMessage("On its way");
        visitor.command("call.request", Map.of("kind", "video")).expect(202);
        vendor.awaitText(demo.url() + "/a?");
        vendor.type("/end");
        visitor.await("conversation.ended");
    }

    private void run(Path where, List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "run", ".log");
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("%s ended: %s", command, Files.readString(log)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", command, Files.readString(log))
                .isZero();
    }
}
