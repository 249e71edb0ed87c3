package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.http.HttpCalls;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/**
 * Every kind of bad jar dropped into a gateway that runs and demands signatures: each is named with its file and its remedy in
 * the log, in {@code /health/plugins} and in the administrator's API, and what ran before goes on.
 */
class BadJarsTest {
    private static final int BAD = 13;

    private static final byte[] CLASS = "acme/AcmeFactory.class".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path work;

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static JarSigning vendor;
    private static Path folder;
    private static EmbeddedServer server;
    private static HttpCalls http;
    private static String connection;

    @BeforeAll
    static void dropThem() throws Exception {
        vendor = new JarSigning(work, "vendor");
        folder = Files.createDirectory(work.resolve("plugins"));
        Path pem = Files.writeString(work.resolve("vendor.pem"), vendor.pem());
        Files.move(signed("good.jar", FaultyPlugin.builder()), folder.resolve("good.jar"));
        LOG.start();
        logger().addAppender(LOG);
        server = ApplicationContext.run(
                EmbeddedServer.class,
                Map.of(
                        "visavis.plugins", folder.toString(),
                        "visavis.plugin-signers", pem.toString(),
                        "visavis.home", work.resolve("home").toString()),
                "test");
        http = new HttpCalls(server.getURI());
        connection = connection();
        writeBadJars();
        Await.until("all are judged", () -> problems() == BAD);
    }

    @AfterAll
    static void stop() {
        logger().detachAppender(LOG);
        if (server != null) {
            server.stop();
        }
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Candidate.class);
    }

    private static PluginJarBuilder jar(String id) {
        return new PluginJarBuilder().manifest("Plugin-Id", id).chatMode(id);
    }

    private static Path signed(String file, PluginJarBuilder jar) throws IOException {
        Path written = jar.write(work.resolve(file));
        vendor.sign(written);
        return written;
    }

    private static void drop(String file, PluginJarBuilder jar) throws IOException {
        Files.move(signed(file, jar), folder.resolve(file));
    }

    private static void writeBadJars() throws IOException {
        byte[] whole = Files.readAllBytes(signed("whole.jar", jar("half")));
        Files.write(folder.resolve("half.jar"), Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(folder.resolve("no-archive.jar"), "<html>Not found</html>");
        Path flipped = signed("flipped.jar", jar("flipped"));
        flipByteOfClass(flipped);
        Files.move(flipped, folder.resolve("flipped.jar"));
        Path boasting = signed("boasting.jar", jar("boasting"));
        claimTwoGigabytesForClass(boasting);
        Files.move(boasting, folder.resolve("boasting.jar"));
        drop("no-class.jar", jar("no-class").damagingClasses());
        jar("unsigned").write(folder.resolve("unsigned.jar"));
        drop("other-spi.jar", jar("other-spi").manifest("Plugin-Requires", ">=2.0.0"));
        drop("no-requires.jar", jar("no-requires").without("Plugin-Requires"));
        drop("second.jar", jar("acme").chatMode("second"));
        drop(
                "left-out.jar",
                FaultyPlugin.builder()
                        .describing("Absent.touch();")
                        .manifest("Plugin-Id", "left-out")
                        .chatMode("left-out"));
        drop("named-only.jar", jar("named-only").alsoNamingExtension("acme.Missing"));
        drop("circle-a.jar", jar("circle-a").manifest("Plugin-Dependencies", "circle-b"));
        drop("circle-b.jar", jar("circle-b").manifest("Plugin-Dependencies", "circle-a"));
    }

    /** As a bad disk or a bad line does it: the archive's own tables are whole. */
    private static void flipByteOfClass(Path jar) throws IOException {
        byte[] bytes = Files.readAllBytes(jar);
        int name = indexOfClassName(bytes, 0);
        int extra = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(name - 2);
        int inside = name + CLASS.length + extra + 100;
        overwrite(jar, inside, (byte) (bytes[inside] ^ 0x10));
    }

    /** In the archive's directory at its end, which is what a reader of archives believes: the size is 22 before the name. */
    private static void claimTwoGigabytesForClass(Path jar) throws IOException {
        byte[] bytes = Files.readAllBytes(jar);
        int name = indexOfClassName(bytes, indexOfClassName(bytes, 0) + 1);
        overwrite(jar, name - 22, new byte[] {-16, -1, -1, 127});
    }

    private static int indexOfClassName(byte[] bytes, int from) {
        int at = from;
        while (!Arrays.equals(bytes, at, at + CLASS.length, CLASS, 0, CLASS.length)) {
            at++;
        }
        return at;
    }

    private static void overwrite(Path jar, int at, byte... bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
        }
    }

    private static String connection() {
        String application = http.send("POST", "applications", "{\"name\": \"Shop\"}")
                .json()
                .path("applicationId")
                .asText();
        return http.send(
                        "POST",
                        "applications/" + application + "/connections",
                        "{\"name\": \"Good\", \"provider\": \"acme\"}")
                .json()
                .path("connectionId")
                .asText();
    }

    private static Stream<JsonNode> jarsOfApi() {
        return jars(http.get("providers").json());
    }

    private static Stream<JsonNode> jarsOfHealth() {
        return jars(http.send("GET", "/health/plugins", null, "Authorization", HttpCalls.ADMINISTRATOR)
                .json());
    }

    private static Stream<JsonNode> jars(JsonNode answer) {
        return StreamSupport.stream(answer.path("plugins").spliterator(), false);
    }

    /** A file that moves has a problem, too, for a moment: its copying. */
    private static long problems() {
        return jarsOfApi()
                .map(jar -> jar.path("problem").asText(""))
                .filter(problem -> !problem.isEmpty() && !problem.contains("is being copied"))
                .count();
    }

    private static JsonNode of(String file, Stream<JsonNode> jars) {
        Optional<JsonNode> found =
                jars.filter(jar -> jar.path("file").asText().equals(file)).findFirst();
        assertThat(found).as(file).isPresent();
        return found.orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            half.jar        | cannot be read as a jar                        | copy it again, whole
            no-archive.jar  | cannot be read as a jar                        | copy it again, whole
            flipped.jar     | is damaged in acme/AcmeFactory.class           | copy it again
            boasting.jar    | is damaged in acme/AcmeFactory.class           | copy it again
            no-class.jar    | acme.AcmeFactory (java.lang.ClassFormatError   | build it again
            unsigned.jar    | is not wholly signed                           | get a signed jar from its vendor
            other-spi.jar   | needs SPI >=2.0.0 and this gateway has         | install a matching version
            no-requires.jar | does not say which SPI it was built for        | set Plugin-Requires
            second.jar      | has the Plugin-Id 'acme' of good.jar           | remove one of the two
            left-out.jar    | java.lang.NoClassDefFoundError: acme/Absent    | bundle what it needs
            named-only.jar  | acme.Missing                                   | bundle what it needs
            circle-a.jar    | depends on other plugins (circle-b)            | bundle what it needs and leave out
            circle-b.jar    | depends on other plugins (circle-a)            | bundle what it needs and leave out
            """)
    void aBadJarIsNamedWithItsRemedyInAllThreePlaces(String file, String wrong, String remedy) {
        JsonNode listed = of(file, jarsOfApi());
        assertThat(listed.path("running").asBoolean()).isFalse();
        assertThat(listed.path("problem").asText()).contains(wrong).contains(remedy);

        JsonNode health = of(file, jarsOfHealth());
        assertThat(health.path("status").asText()).isEqualTo("DOWN");
        assertThat(health.path("problem").asText()).contains(wrong).contains(remedy);

        List<ILoggingEvent> said = List.copyOf(LOG.list);
        assertThat(said)
                .filteredOn(line -> line.getLevel() == Level.ERROR)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(line -> assertThat(line)
                        .contains("plugin " + file + " ")
                        .contains(wrong)
                        .contains(remedy));
    }

    @Test
    void whatRanBeforeGoesOnAndTheGatewayIsWell() {
        assertThat(of("good.jar", jarsOfApi()).path("running").asBoolean()).isTrue();
        assertThat(of("good.jar", jarsOfHealth()).path("status").asText()).isEqualTo("UP");
        assertThat(http.send("POST", "connections/" + connection + "/check", null)
                        .json()
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(http.send("GET", "/health", null, "Accept", "application/json")
                        .text())
                .as("a stranger learns of no jar")
                .isEqualTo("{\"status\":\"UP\"}");
        assertThat(http.send("GET", "/health/plugins", null, "Accept", "application/json")
                        .status())
                .isEqualTo(401);
    }
}
