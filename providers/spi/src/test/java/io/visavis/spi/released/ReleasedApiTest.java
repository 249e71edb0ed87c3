package io.visavis.spi.released;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.SpiVersion;
import io.visavis.spi.released.ApiShape.Mark;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gate on the SPI's shape: what a released version of this major offered is there still, and nothing new is demanded of who
 * implements it. A change that must be is a line of {@code released/accepted.txt} with its reason.
 */
class ReleasedApiTest {
    private static final Path RELEASED = Path.of("released");
    private static final Path NOW = Path.of("target/classes");

    @TempDir
    Path work;

    /** Of a change that was decided on: the line as the gate says it, and why. */
    private static Map<String, String> accepted() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : Files.readAllLines(RELEASED.resolve("accepted.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" # ", 2);
                assertThat(parts).as("'%s' needs ' # ' and its reason", line).hasSize(2);
                reasons.put(parts[0].strip(), parts[1].strip());
            }
        }
        return reasons;
    }

    /** The newest release of the major version that is built. */
    private static Optional<Path> release() throws IOException {
        String major = SpiVersion.CURRENT.substring(0, SpiVersion.CURRENT.indexOf('.') + 1);
        try (Stream<Path> folders = Files.list(RELEASED)) {
            return folders.filter(it -> it.getFileName().toString().startsWith(major))
                    .max(Comparator.comparing(ReleasedApiTest::version));
        }
    }

    private static Version version(Path release) {
        return Version.parse(release.getFileName().toString());
    }

    @Test
    void whatWasReleasedIsThereStillAndNothingNewIsDemanded() throws IOException {
        Optional<Path> release = release();
        assertThat(release.isPresent() || SpiVersion.CURRENT.endsWith(".0.0"))
                .as("a comparison with nothing would always pass: released/ has none of this major version")
                .isTrue();
        if (release.isPresent()) {
            List<String> breaks = ApiShape.breaks(ApiShape.read(release.get().resolve("api.txt")), ApiShape.of(NOW));
            assertThat(breaks)
                    .as("of %s; see released/README.md", release.get())
                    .containsExactlyInAnyOrderElementsOf(accepted().keySet());
        }
    }

    @Test
    void theVersionHasItsArtifactAndItsChanges() throws IOException {
        assertThat(Path.of("pom.xml"))
                .content()
                .containsPattern("<version>" + Pattern.quote(SpiVersion.CURRENT) + "(-SNAPSHOT)?</version>");
        assertThat(Path.of("CHANGELOG.md")).content().containsPattern("(?m)^## " + Pattern.quote(SpiVersion.CURRENT));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        SortedMap<String, Mark> now = ApiShape.of(NOW);
        Path file = Files.write(work.resolve("api.txt"), ApiShape.written(now));

        assertThat(ApiShape.read(file)).isEqualTo(now);
        assertThat(now.values()).contains(Mark.values());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CommandSender | CommandReceipt send(ProviderCommand command); | CommandReceipt send(ProviderCommand command); default int added() { return 0; }
            Capability | DROPS_REPEATS | DROPS_REPEATS, OF_TOMORROW
            ProviderCommand | record EndConversation( | record OfTomorrow(String idempotencyKey) implements ProviderCommand {} record EndConversation(
            ProviderEvent | record Unrecognised( | record OfTomorrow(Correlation correlation, Instant occurredAt) implements ProviderEvent {} record Unrecognised(
            Card | record Card(String contentType, String json) {} | record Card(String contentType, String json, String more) { public Card(String contentType, String json) { this(contentType, json, ""); } }
            Setup | Report inspect(); | Report inspect(int incubating);
            Provider | WebhookReceiver webhooks(); | default WebhookReceiver webhooks() { throw new IllegalStateException(); }
            """)
    void growthPasses(String type, String from, String to) throws IOException {
        Path changed = ChangedSpi.in(work).change(type, from, to).compile();

        assertThat(ApiShape.breaks(ApiShape.of(NOW), ApiShape.of(changed))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CheckResult | public static CheckResult failed( | static CheckResult failed( | gone: public static io.visavis.spi.CheckResult io.visavis.spi.CheckResult.failed(
            CommandSender | CommandReceipt send(ProviderCommand command); | CommandReceipt send(ProviderCommand command); int added(); | new demand: public int io.visavis.spi.CommandSender.added()
            Capability | DROPS_REPEATS | DROPS_REPEAT | gone: public static final io.visavis.spi.Capability io.visavis.spi.Capability.DROPS_REPEATS
            Card | record Card(String contentType, String json) {} | record Card(String contentType, String json, String more) {} | gone: public io.visavis.spi.Card(java.lang.String,java.lang.String)
            Card | record Card(String contentType, String json) {} | record Card(String json, String contentType) {} | gone: io.visavis.spi.Card component 1: java.lang.String contentType
            AccessTokens | AccessTokenSource cached( | Object cached( | gone: public io.visavis.spi.AccessTokenSource io.visavis.spi.AccessTokens.cached(
            CommandSender | public interface CommandSender | public sealed interface CommandSender permits CommandSender.One { record One() implements CommandSender { public CommandReceipt send(ProviderCommand c) { return null; } } } interface Gone | gone: io.visavis.spi.CommandSender:
            """)
    void whatBreaksAProviderDoesNot(String type, String from, String to, String named) throws IOException {
        Path changed = ChangedSpi.in(work).change(type, from, to).compile();

        assertThat(ApiShape.breaks(ApiShape.of(NOW), ApiShape.of(changed)))
                .anySatisfy(line -> assertThat(line).startsWith(named));
    }
}
