package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.Provider;
import io.visavis.spi.ProviderFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;

/** The jar as it is dropped into {@code plugins/}: promises P1 to P4, and what of S5 only a jar can show. Runs when the jar has been built. */
public interface PackagingContract extends ProviderContract {

    /** The jar. */
    Path jar();

    @Test
    @Promise("P1")
    default void theManifestSaysWhatItIsAndWhatItNeeds(Trial trial) throws IOException {
        Attributes manifest = new ProviderJar(jar()).manifest();
        assertThat(manifest.getValue("Plugin-Id")).as("Plugin-Id").matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
        assertThat(manifest.getValue("Plugin-Version"))
                .as("Plugin-Version, a semantic version")
                .matches("\\d+\\.\\d+\\.\\d+([-+].*)?");
        assertThat(manifest.getValue("Plugin-Requires"))
                .as("Plugin-Requires, such as '>=1.0.0 & <2.0.0'")
                .isNotBlank()
                .isNotEqualTo("*");
    }

    @Test
    @Promise("P2")
    default void theIndexNamesOneFactory(Trial trial) throws IOException {
        assertThat(new ProviderJar(jar()).extensions())
                .as("extensions in META-INF/extensions.idx")
                .hasSize(1)
                .allMatch(new ProviderJar(jar())::has);
    }

    @Test
    @Promise("P3")
    default void whatTheGatewayLendsIsNotInIt(Trial trial) throws IOException {
        assertThat(new ProviderJar(jar()).classes()).noneMatch(ProviderJar::lent);
    }

    @Test
    @Promise("P4")
    default void itRunsOnNothingButWhatIsLentAndItsOwn(Trial trial) throws Exception {
        try (ProviderJar.Isolated isolated = new ProviderJar(jar()).open()) {
            ProviderFactory factory = isolated.factory();
            assertThat(factory.getClass().getClassLoader())
                    .as("where the factory comes from")
                    .isSameAs(isolated.loader());
            assertThat(DescriptorFacts.of(factory.describe())).isEqualTo(DescriptorFacts.of(trial.declared()));

            Provider provider = trial.another(factory, Map.of());
            assertThat(provider.check().ok())
                    .as("the check of a healthy account")
                    .isTrue();
            trial.attempt(provider, trial.commands().start()).taken();
            trial.attempt(provider, trial.commands().message("Hello")).taken();
            for (Sample sample : trial.fixture().samples()) {
                assertThat(Trial.translate(provider, sample.delivery()))
                        .as(sample.name())
                        .hasSameSizeAs(sample.means());
            }
        }
    }

    @Test
    @Promise("S5")
    default void aCommandOfALaterSpiIsUnsupported(Trial trial) throws Exception {
        try (LaterSpi tomorrow = new LaterSpi(jar())) {
            String factory = new ProviderJar(jar()).extensions().getFirst();
            assertThat(tomorrow.probe()
                            .apply(factory, Map.copyOf(trial.fixture().settings())))
                    .as("what becomes of a command that this jar cannot know: the switch over commands needs a default")
                    .isEqualTo("UNSUPPORTED");
            assertThat(trial.vendor().requests()).as("requests to the vendor").isEmpty();
        }
    }
}
