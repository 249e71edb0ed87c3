package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.access.Connection;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.access.WebhookCredential;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.MovableClock;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.Absence.Reason;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which connections are served, and what is said of the others. */
class ProviderRegistryTest {
    private static final ConnectionId ID = new ConnectionId("con_1");
    private static final String TRIED = "visavis.test.tried";
    private static final String COUNTED =
            "System.setProperty(\"" + TRIED + "\", \"\" + (Integer.getInteger(\"" + TRIED + "\", 0) + 1));";

    @TempDir
    Path folder;

    @TempDir
    Path home;

    private final MovableClock clock = new MovableClock();
    private final List<Object> told = new ArrayList<>();
    private List<Connection> rows = List.of(connection(1));
    private PluginHost host;
    private ProviderRegistry registry;

    @BeforeEach
    void begin() {
        System.clearProperty(TRIED);
        host = new PluginHost(folder, new PluginCopies(home), new PluginTrust("", ""));
        registry = new ProviderRegistry(
                host, new Rows(), new ProviderMaker(null, clock, "http://localhost"), told::add, clock);
    }

    @AfterEach
    void end() {
        System.clearProperty(TRIED);
        registry.stop();
        host.stop();
    }

    private final class Rows implements Connections {
        @Override
        public Optional<Connection> find(ConnectionId id) {
            return rows.stream().filter(row -> row.id().equals(id)).findFirst();
        }

        @Override
        public List<Connection> ofApplication(ApplicationId application) {
            return rows;
        }

        @Override
        public List<Connection> all() {
            return rows;
        }
    }

    private static Connection connection(long version) {
        return connection(ID, version, Map.of());
    }

    private static Connection connection(ConnectionId id, long version, Map<String, String> settings) {
        return new Connection(
                id,
                new ApplicationId("app_1"),
                "acme",
                "Acme",
                settings,
                Set.of("key"),
                WebhookCredential.OAUTH,
                true,
                version,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private void start() {
        host.start();
        registry.start();
    }

    private void drop(PluginJarBuilder jar) throws IOException {
        jar.write(folder.resolve("acme.jar"));
    }

    private void look() {
        host.look();
        host.look();
    }

    private static PluginJarBuilder failing(String statement) {
        return new PluginJarBuilder().creating(COUNTED + statement);
    }

    @Test
    void aConnectionWithoutItsJarIsNotInstalled() {
        start();

        assertThat(registry.find(ID)).isEmpty();
        assertThat(registry.unserved().get(ID).reason().wireName()).isEqualTo("not-installed");
        assertThat(registry.trouble(ID).orElseThrow().detail())
                .contains("'acme'")
                .contains("plugin folder");
    }

    @Test
    void whatIsServedLaterIsToldOnceAndWhatIsReplacedIsNot() throws IOException {
        start();
        drop(FaultyPlugin.builder());
        look();
        drop(FaultyPlugin.builder().manifest("Plugin-Version", "1.0.1"));
        look();

        assertThat(registry.find(ID)).isPresent();
        assertThat(told).containsExactly(new ConnectionServed(ID));
    }

    @Test
    void whatIsServedFromTheStartIsNoNews() throws IOException {
        drop(FaultyPlugin.builder());
        start();

        assertThat(registry.find(ID)).isPresent();
        assertThat(told).isEmpty();
    }

    @Test
    void settingsThatAJarRefusesAreSaidToBeAndWhy() throws IOException {
        drop(failing("throw new IllegalArgumentException(\"setting 'region' must be eu or us\");"));
        start();

        assertThat(registry.unserved().get(ID))
                .isEqualTo(new Absence(Reason.SETTINGS_REFUSED, "setting 'region' must be eu or us"));
        assertThat(Reason.SETTINGS_REFUSED.wireName()).isEqualTo("settings-refused");
    }

    @Test
    void aJarThatBreaksDownOverAConnectionIsSaidToAndKeepsItsWordsForTheLog() throws IOException {
        drop(failing("throw new StackOverflowError(\"secret words\");"));
        start();

        assertThat(registry.unserved().get(ID).reason()).isEqualTo(Reason.PLUGIN_FAILED);
        assertThat(registry.unserved().get(ID).detail()).contains("see the log").doesNotContain("secret words");
    }

    @Test
    void theOlderVersionServesOnWhereTheNewerRefusesTheSettings() throws IOException {
        drop(FaultyPlugin.builder());
        start();
        assertThat(registry.trouble(ID)).isEmpty();

        drop(failing("throw new IllegalArgumentException(\"setting 'region' is needed now\");")
                .manifest("Plugin-Version", "2.0.0"));
        look();

        assertThat(registry.find(ID)).isPresent();
        assertThat(registry.find(ID).orElseThrow().provider().check().ok()).isTrue();
        assertThat(registry.unserved()).isEmpty();
        assertThat(registry.trouble(ID).orElseThrow().detail()).contains("'region' is needed now");
    }

    @Test
    void aCallUnderWayEndsInTheVersionThatItBeganInWhileTheNewOneServes() throws Exception {
        drop(FaultyPlugin.builder());
        start();
        Provider old = registry.find(ID).orElseThrow().provider();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<CommandReceipt> underWay;
            try (FaultyPlugin.Spell _ = FaultyPlugin.spell()) {
                underWay = threads.submit(() -> send(old, "hang"));
                Await.until("it is under way", FaultyPlugin::hangs);

                drop(FaultyPlugin.builder().manifest("Plugin-Version", "2.0.0"));
                look();
                Provider now = registry.find(ID).orElseThrow().provider();

                assertThat(host.plugins().getFirst().version()).isEqualTo("2.0.0");
                assertThat(now).isNotSameAs(old);
                assertThat(send(now, "fine").reference()).isEqualTo("sent");
                assertThat(underWay.isDone()).isFalse();
            }
            assertThat(underWay.get().reference()).isEqualTo("sent");
        }
        Await.until("the old version is closed", () -> isClosed(old));
    }

    private static CommandReceipt send(Provider provider, String fault) {
        return provider.commands()
                .send(new ProviderCommand.SetTyping(fault, new ConversationRef("cnv_1", "v", null), true));
    }

    private static boolean isClosed(Provider provider) {
        try {
            send(provider, "fine");
            return false;
        } catch (ProviderException refused) {
            return refused.kind() == ProviderException.Kind.UNAVAILABLE;
        }
    }

    @Test
    void whatFailedIsNotTriedAgainAtEveryLookButAfterAMinuteAndAtOnceWhenItChanged() throws IOException {
        drop(failing("throw new IllegalArgumentException(\"no\");"));
        start();
        registry.refresh();
        registry.refresh();
        assertThat(Integer.getInteger(TRIED)).isEqualTo(1);
        assertThat(registry.trouble(ID)).isPresent();

        clock.advance(Duration.ofMinutes(1));
        registry.refresh();
        assertThat(Integer.getInteger(TRIED)).isEqualTo(2);

        rows = List.of(connection(2));
        registry.refresh();
        assertThat(Integer.getInteger(TRIED)).isEqualTo(3);

        drop(FaultyPlugin.builder().manifest("Plugin-Version", "1.0.1"));
        look();
        assertThat(registry.find(ID)).isPresent();
        assertThat(registry.trouble(ID)).isEmpty();
    }

    @Test
    void aConnectionWhoseProviderIsSlowToBeMadeHoldsUpNoOther() throws Exception {
        drop(FaultyPlugin.builder().creatingBehind("settings.find(\"fault\").ifPresent(Faults::commit);"));
        List<ConnectionId> slow =
                Stream.of("con_2", "con_3", "con_4").map(ConnectionId::new).toList();
        rows = Stream.concat(
                        slow.stream().map(id -> connection(id, 1, Map.of("fault", "hang"))), Stream.of(connection(1)))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> started;
            try (FaultyPlugin.Spell _ = FaultyPlugin.spell()) {
                started = threads.submit(this::start);
                Await.until("the last one serves", () -> registry.find(ID).isPresent());
                Await.until("the others hang side by side", () -> FaultyPlugin.hanging() == slow.size());
                assertThat(started.isDone()).isFalse();
                assertThat(slow).allSatisfy(id -> assertThat(registry.find(id)).isEmpty());
            }
            started.get();
        }
        assertThat(slow).allSatisfy(id -> assertThat(registry.find(id)).isPresent());
        assertThat(registry.ofApplication(new ApplicationId("app_1")))
                .extracting(LiveProvider::connectionId)
                .as("in the order of their rows, whichever was ready first")
                .containsExactlyElementsOf(rows.stream().map(Connection::id).toList());
    }

    @Test
    void aClassThatIsMissingFromTheJarIsNamedWithTheRemedy() throws IOException {
        drop(FaultyPlugin.builder().creatingBehind("Absent.touch();"));
        start();

        Absence absence = registry.trouble(ID).orElseThrow();
        assertThat(absence.reason()).isEqualTo(Reason.PLUGIN_FAILED);
        assertThat(absence.detail()).contains("acme.Absent", "missing", "ask its vendor");
        assertThat(registry.objection(connection(2))).contains(absence.detail());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            NoClassDefFoundError("Could not initialize class acme.Lib") | cannot be initialised: acme.Lib;
            ExceptionInInitializerError(new RuntimeException("key s3cret")) | (java.lang.RuntimeException)
            NoSuchMethodError("'void acme.Lib.go(java.lang.String[])'") | (NoSuchMethodError: void acme.Lib.go(java.lang.String[]))
            AbstractMethodError("no \\u007f such") | (AbstractMethodError);
            NoClassDefFoundError("acme/s3cret") | missing from its jar;
            UnsupportedClassVersionError("acme/Lib") | newer Java
            """)
    void codeThatIsNotWholeIsNamedAndASecretIsNot(String error, String words) throws IOException {
        rows = List.of(connection(ID, 1, Map.of("key", "s3cret")));
        drop(new PluginJarBuilder().creating("if (true) { throw new " + error + "; } return null;"));
        start();

        assertThat(registry.trouble(ID).orElseThrow().detail())
                .contains(words)
                .doesNotContain("s3cret")
                .doesNotContain("'");
    }

    @Test
    void aJarThatGoesLeavesItsConnectionUnserved() throws IOException {
        drop(FaultyPlugin.builder());
        start();
        Files.delete(folder.resolve("acme.jar"));
        look();

        assertThat(registry.find(ID)).isEmpty();
        assertThat(registry.unserved().get(ID).reason()).isEqualTo(Reason.NOT_INSTALLED);
    }
}
