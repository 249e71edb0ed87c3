package io.visavis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartFailureTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            visavis.db.url         | postgres://db/x      | VISAVIS_DB_URL begins with 'postgres://d' | jdbc:postgresql://
            visavis.db.url         | jdbc:mysql://db/x    | must be H2 or PostgreSQL                  | jdbc:postgresql://
            visavis.db.url         | jdbc:h2:mem:x        | The H2 database needs                     | VISAVIS_DB_URL
            visavis.plugin-signers | /nowhere.pem         | VISAVIS_PLUGIN_SIGNERS names /nowhere.pem | signers.pem
            visavis.master-key     | abc                  | VISAVIS_MASTER_KEY is too short           | openssl rand -base64 32
            visavis.master-key     | not base64 at all!!! | VISAVIS_MASTER_KEY is not base64          | openssl rand -base64 32
            visavis.host           | 192.0.2.1            | VISAVIS_HOST=192.0.2.1 is no address      | 127.0.0.1
            visavis.db.pool        | zero                 | VISAVIS_DB_POOL=zero is not a whole       | for example
            visavis.home           | /dev/null/home       | The home folder /dev/null/home            | VISAVIS_HOME
            """)
    void aSettingIsNamedWithWhatToDo(String name, String value, String wrong, String cure) {
        assertThat(sentence(Map.of(name, value))).contains(wrong, cure).hasLineCount(1);
    }

    @Test
    void aDatabaseThatIsNotThereIsTold() throws IOException {
        String url;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "jdbc:postgresql://localhost:" + free.getLocalPort() + "/x?password=hush";
        }
        assertThat(sentence(Map.of("visavis.db.url", url)))
                .contains("The database cannot be opened: Connection to localhost:", "refused", "VISAVIS_DB_USER")
                .doesNotContain("hush")
                .hasLineCount(1);
    }

    @Test
    void aTakenPortIsTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(sentence(Map.of("micronaut.server.port", taken.getLocalPort())))
                    .contains("VISAVIS_PORT");
        }
    }

    @Test
    void aFaultOfOursKeepsItsStack() {
        assertThat(StartFailure.sentence(new IllegalStateException("a bug", new NullPointerException())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "VISAVIS_DB_URL, jdbc:mysql://db/x, The database must be H2 or PostgreSQL",
        "VISAVIS_LOG, LOUD, VISAVIS_LOG=LOUD is not a log level"
    })
    void theProcessSaysItInOneLineAndEndsWithStatus1(String name, String value, String why) throws Exception {
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Application.class.getName())
                .redirectErrorStream(true);
        java.environment().putAll(Map.of("VISAVIS_HOME", home.toString(), name, value));
        Process gateway = java.start();
        String words = new String(gateway.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(gateway.waitFor()).isEqualTo(1);
        assertThat(words.lines().filter(line -> line.contains("ERROR")))
                .singleElement()
                .asString()
                .contains("The gateway does not start. " + why);
        assertThat(words).doesNotContain("\tat ", "DEBUG i");
    }

    private String sentence(Map<String, Object> wrong) {
        Map<String, Object> settings = new HashMap<>(Map.of("visavis.home", home.toString()));
        settings.putAll(wrong);
        Throwable failure = catchThrowable(() ->
                ApplicationContext.run(EmbeddedServer.class, settings, "test").close());
        assertThat(failure).as("the start").isNotNull();
        return StartFailure.sentence(failure).orElseThrow(() -> new AssertionError(failure));
    }
}
