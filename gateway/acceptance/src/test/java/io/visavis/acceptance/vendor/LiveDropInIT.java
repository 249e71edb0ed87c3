package io.visavis.acceptance.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Repository;
import io.visavis.acceptance.harness.Visitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider's jar comes, is replaced, goes and comes back while the gateway runs and people chat. */
class LiveDropInIT {
    private static final Path BUILT = Path.of("providers/loopback/target/loopback.jar");

    @TempDir
    Path folder;

    private Demo demo;
    private String application;
    private Path jar;

    @Test
    void aJarServesChatsFromItsArrivalToItsRemovalWithoutARestart() throws IOException {
        Path plugins = Repository.copyPlugins(Files.createDirectory(folder.resolve("plugins")));
        Path home = Files.createDirectory(folder.resolve("home"));
        jar = plugins.resolve("loopback.jar");
        demo = Demo.start(home, Map.of("VISAVIS_PLUGINS", plugins.toString()));
        try {
            comesSlowly();
            Visitor visitor = chats();
            isReplaced(visitor);
            goesAndComesBack(visitor);
        } finally {
            demo.close();
        }
    }

    private void comesSlowly() throws IOException {
        byte[] bytes = Files.readAllBytes(Repository.file(BUILT.toString()));
        Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));
        awaitJar(it -> it.path("problem").asText().contains("copy it again"));
        assertThat(Http.get(demo.url() + "/health/plugins", "Authorization", demo.adminAuthorization())
                        .expect(200)
                        .body())
                .contains("loopback.jar", "copy it again");
        Files.write(jar, Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length), StandardOpenOption.APPEND);
        awaitJar(it -> it.path("running").asBoolean());
    }

    private Visitor chats() {
        application = admin("/applications", Map.of("name", "Live", "allowedOrigins", List.of()))
                .path("applicationId")
                .asText();
        admin("/applications/" + application + "/connections", Map.of("provider", "loopback", "name", "Live"));
        assertThat(modes()).contains("loopback");
        Visitor visitor = Visitor.start(
                demo,
                "live@example.com",
                Map.of("applicationId", application, "chatMode", "loopback", "options", Map.of()));
        awaitAccepted(visitor, visitor.say("Said to the first version"));
        return visitor;
    }

    private void isReplaced(Visitor visitor) throws IOException {
        writeAsVersion("1.0.1");
        awaitJar(it -> it.path("version").asText().equals("1.0.1"));
        awaitAccepted(visitor, visitor.say("Said to the second version"));
        assertThat(visitor.types()).noneMatch(type -> type.startsWith("provider."));
    }

    private void goesAndComesBack(Visitor visitor) throws IOException {
        Path away = folder.resolve("away.jar");
        Files.move(jar, away);
        visitor.await("provider.unavailable");
        assertThat(jar()).isEmpty();
        assertThat(modes()).isEmpty();
        String waiting = visitor.say("Said while it is away");
        Files.move(away, jar);
        visitor.await("provider.restored");
        awaitAccepted(visitor, waiting);
    }

    /** Over the file that the gateway has loaded, as a careless copy does. */
    private void writeAsVersion(String version) throws IOException {
        try (JarFile built = new JarFile(Repository.file(BUILT.toString()).toFile())) {
            Manifest manifest = built.getManifest();
            manifest.getMainAttributes().putValue("Plugin-Version", version);
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream changed = new JarOutputStream(out, manifest)) {
                for (JarEntry entry : Collections.list(built.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        changed.putNextEntry(new JarEntry(entry.getName()));
                        try (InputStream in = built.getInputStream(entry)) {
                            in.transferTo(changed);
                        }
                    }
                }
            }
        }
    }

    private JsonNode awaitJar(Predicate<JsonNode> condition) {
        return Await.until("the jar is judged", Await.PATIENCE, () -> jar().filter(condition));
    }

    private Optional<JsonNode> jar() {
        for (JsonNode plugin : Http.get(
                        demo.url() + "/api/admin/v1/providers", "Authorization", demo.adminAuthorization())
                .expect(200)
                .json()
                .path("plugins")) {
            if (plugin.path("file").asText().equals("loopback.jar")) {
                return Optional.of(plugin);
            }
        }
        return Optional.empty();
    }

    private List<String> modes() {
        return Http.get(demo.url() + "/api/widget/v1/applications/" + application)
                .expect(200)
                .json()
                .findValuesAsText("chatMode");
    }

    private JsonNode admin(String path, Map<String, ?> body) {
        return Http.postJson(demo.url() + "/api/admin/v1" + path, body, "Authorization", demo.adminAuthorization())
                .expect(201)
                .json();
    }

    private static void awaitAccepted(Visitor visitor, String message) {
        visitor.await(
                "message.accepted", data -> data.path("messageId").asText().equals(message));
    }
}
