package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.visavis.testkit.acme.AcmeFactory;
import io.visavis.testkit.acme.AcmeFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a vendor publishes. */
class ReportTest {
    private static final Check PASSED = check("T1", Check.Outcome.PASSED, "");
    private static final Check FAILED =
            check("S3", Check.Outcome.FAILED, "expected <UNAVAILABLE> & got \"REJECTED\"\u0001");
    private static final Check REFUSED = check("A1", Check.Outcome.REFUSED_CLEANLY, "no authenticator");
    private static final Check NOT_OFFERED = check("S6", Check.Outcome.NOT_OFFERED, "DROPS_REPEATS is not declared");

    @TempDir
    Path folder;

    private static Check check(String promise, Check.Outcome outcome, String detail) {
        return new Check("acme.AcmeContractTest", "a name", promise, outcome, detail, Duration.ofMillis(1500));
    }

    @Test
    void thePageSaysOfEachPromiseInItsOwnWordsHowItFares() {
        String html = new HtmlReport("Acme <Chat>", List.of(PASSED, FAILED, REFUSED, NOT_OFFERED)).html();

        assertThat(html)
                .contains("<title>Acme &lt;Chat&gt;: promises kept</title>")
                .contains("1 passed, 1 refused cleanly, 1 not offered, 1 kept by the host")
                .contains("1 failed")
                .containsPattern("<tr class=\"failed\"><th scope=\"row\">S3</th>.*<code>UNCERTAIN</code>")
                .contains("expected &lt;UNAVAILABLE&gt; &amp; got &quot;REJECTED&quot;")
                .containsPattern("S6</th>.*– not offered")
                .containsPattern("S1</th>.*\\? not checked");
        assertThat(html).doesNotContain("{{", "<script", "http-equiv", " src=", "<link");
    }

    @Test
    void oneFailureOutweighsAllThatPassed() {
        String html = new HtmlReport("Acme", List.of(check("T1", Check.Outcome.FAILED, "no"), PASSED)).html();

        assertThat(html).containsPattern("<tr class=\"failed\"><th scope=\"row\">T1</th>");
    }

    @Test
    void theXmlTellsBuildServersAndItself() throws IOException {
        Path file = folder.resolve("TEST-acme.xml");

        JUnitXml.write(file, "acme.AcmeContractTest", List.of(PASSED, FAILED, REFUSED, NOT_OFFERED));

        assertThat(file)
                .content()
                .contains("tests=\"4\"", "failures=\"1\"", "skipped=\"1\"", "<failure message=", "time=\"1.500\"");
        assertThat(JUnitXml.read(file))
                .containsExactly(
                        PASSED,
                        check("S3", Check.Outcome.FAILED, "expected <UNAVAILABLE> & got \"REJECTED\"?"),
                        REFUSED,
                        NOT_OFFERED);
    }

    @Test
    void aLaterRunJoinsAnEarlierOneAndReplacesItself() throws IOException {
        JUnitXml.write(
                folder.resolve("TEST-acme.AcmeJarIT.xml"),
                "acme.AcmeJarIT",
                List.of(check("P1", Check.Outcome.PASSED, "")));
        Files.writeString(folder.resolve("TEST-" + Authentication.class.getName() + ".xml"), "old");

        run(Authentication.class);

        assertThat(folder.resolve("index.html"))
                .content()
                .contains("<h1>Acme: promises kept</h1>")
                .containsPattern("P1</th>.*✓ passed")
                .containsPattern("A3</th>.*✓ passed")
                .containsPattern("T1</th>.*not checked");
    }

    private void run(Class<?> contract) {
        String usual = System.setProperty("visavis.testkit.report", folder.toString());
        try {
            Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                    .enableTestExecutionListenerAutoRegistration(true)
                    .build());
            launcher.execute(LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(contract))
                    .build());
        } finally {
            if (usual == null) {
                System.clearProperty("visavis.testkit.report");
            } else {
                System.setProperty("visavis.testkit.report", usual);
            }
        }
    }

    /** Run by the tests above, never by itself. */
    static final class Authentication implements AuthenticationContract {
        @Override
        public ProviderFixture fixture() {
            return new AcmeFixture(new AcmeFactory());
        }
    }
}
