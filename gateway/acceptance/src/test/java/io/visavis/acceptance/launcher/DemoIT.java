package io.visavis.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Json;
import io.visavis.acceptance.harness.Ports;
import io.visavis.acceptance.harness.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./visavis demo} with the real gateway and the real sandbox. The clone's Maven is a played one that builds nothing: its
 * jars are links to those of the build under test, in which nothing is written.
 */
class DemoIT {
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    Path folder;

    private final String gateway = "http://localhost:" + Ports.free();
    private final String sandbox = "http://localhost:" + Ports.free();

    @Test
    void aNewcomerIsToldThreeAddressesAndEachAnswers() throws IOException {
        Clone clone = built();
        try (Launch demo = demo(clone)) {
            assertThat(addresses(demo))
                    .isEqualTo(Map.of(
                            "Demo site", gateway + "/demo",
                            "Agent's desk", sandbox + "/desk",
                            "Console", gateway + "/console"));
            for (String page : addresses(demo).values()) {
                Http.Answer answer = Http.get(page).expect(200);
                assertThat(answer.header("Content-Type")).as(page).startsWith("text/html");
            }
            saysAllThatIsNeeded(facts(clone));
            demo.signal("INT");
            assertThat(demo.ended().status()).isZero();
        }
        assertThat(clone.builds()).as("what is built is not built again").isEqualTo(1);
    }

    private void saysAllThatIsNeeded(JsonNode facts) {
        assertThat(facts.path("gatewayUrl").asText()).isEqualTo(gateway);
        assertThat(facts.path("sandboxUrl").asText()).isEqualTo(sandbox);
        assertThat(facts.path("demoSiteUrl").asText()).isEqualTo(gateway + "/demo");
        assertThat(facts.path("agentDeskUrl").asText()).isEqualTo(sandbox + "/desk");
        assertThat(facts.path("consoleUrl").asText()).isEqualTo(gateway + "/console");
        for (String pointer : List.of(
                "/talkdesk/connectionId",
                "/talkdesk/touchpointId",
                "/8x8/connectionId",
                "/8x8/channelId",
                "/8x8/queueId")) {
            assertThat(facts.at(pointer).asText()).as(pointer).isNotBlank();
        }
        Http.get(gateway + "/api/widget/v1/applications/"
                        + facts.path("applicationId").asText())
                .expect(200);
        Http.get(
                        gateway + "/api/admin/v1/applications",
                        "Authorization",
                        basic(facts.path("adminUser"), facts.path("adminPassword")))
                .expect(200);
        Http.post(
                        gateway + "/security/oauth/token",
                        "grant_type=client_credentials",
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Authorization",
                        basic(facts.path("clientId"), facts.path("clientSecret")))
                .expect(200);
    }

    private static String basic(JsonNode user, JsonNode secret) {
        return "Basic "
                + java.util.Base64.getEncoder()
                        .encodeToString((user.asText() + ":" + secret.asText())
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A clone in which all is built already. */
    private Clone built() throws IOException {
        Clone clone = new Clone(folder.resolve("clone"));
        for (String options : List.of("gateway/jvm-options", "providers/sandbox/jvm-options")) {
            clone.write(options, Files.readString(Repository.file(options)));
        }
        // The played Java counts as the real one, so that what it built stays good.
        Files.copy(JDK.resolve("release"), clone.jdk().resolve("release"));
        Repository.copyPlugins(Files.createDirectories(clone.folder().resolve("plugins")));
        Launch build = Launch.start(
                clone.folder(),
                Map.of("VISAVIS_JAVA_HOME", clone.jdk().toString()),
                List.of("./visavis", "build"),
                folder.resolve("build.log"));
        assertThat(build.ended().status()).as(build.words()).isZero();
        for (String jar :
                List.of("gateway/target/visavis-gateway.jar", "providers/sandbox/target/visavis-sandbox.jar")) {
            link(clone, jar);
        }
        for (String memory : List.of("target/gateway.aot", "target/sandbox.aot")) {
            link(clone, memory);
        }
        return clone;
    }

    /** Instead of what was played. What a rehearsal taught is there or not. */
    private static void link(Clone clone, String file) throws IOException {
        Path played = clone.folder().resolve(file);
        Files.deleteIfExists(played);
        Path real = Repository.root().resolve(file);
        if (Files.exists(real)) {
            Files.createSymbolicLink(played, real);
        }
    }

    private Launch demo(Clone clone) throws IOException {
        Launch demo = Launch.start(
                clone.folder(),
                Map.of("VISAVIS_JAVA_HOME", JDK.toString()),
                List.of("./visavis", "demo", "--port", port(gateway), "--sandbox-port", port(sandbox)),
                folder.resolve("demo.log"));
        Await.untilTrue("the demo is ready", Await.PATIENCE, () -> {
            if (!demo.alive()) {
                throw new AssertionError(demo.words());
            }
            return demo.words().contains("Start afresh");
        });
        return demo;
    }

    private static String port(String url) {
        return url.substring(url.lastIndexOf(':') + 1);
    }

    /** What is printed with an address behind it. */
    private static Map<String, String> addresses(Launch demo) {
        return demo.words()
                .lines()
                .map(line -> line.strip().split(" {2,}"))
                .filter(line -> line.length == 2 && line[1].startsWith("http"))
                .collect(java.util.stream.Collectors.toMap(line -> line[0], line -> line[1]));
    }

    private static JsonNode facts(Clone clone) throws IOException {
        Path file = clone.folder().resolve("data/demo.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        return Json.parse(Files.readString(file));
    }
}
