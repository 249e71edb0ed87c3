package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.visavis.spi.ProviderFactory;
import io.visavis.testkit.acme.AcmeFactory;
import io.visavis.testkit.acme.AcmeFixture;
import io.visavis.testkit.flaws.AuthenticationFlaws;
import io.visavis.testkit.flaws.Flaw;
import io.visavis.testkit.flaws.LifecycleFlaws;
import io.visavis.testkit.flaws.PackagingFlaws;
import io.visavis.testkit.flaws.SendFlaws;
import io.visavis.testkit.flaws.TranslationFlaws;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests of the tests: each promise is broken by some provider, and the contract says which. */
class FlawedProvidersTest {
    private static ProviderFactory factory = new AcmeFactory();
    private static Path jar = Path.of("none");

    static Stream<Flaw> flaws() {
        return Stream.of(AuthenticationFlaws.all(), TranslationFlaws.all(), SendFlaws.all(), LifecycleFlaws.all())
                .flatMap(flaws -> flaws);
    }

    @BeforeEach
    void failSoon() {
        System.setProperty("visavis.testkit.patience", "0.5");
    }

    @AfterEach
    void bePatient() {
        System.clearProperty("visavis.testkit.patience");
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void aBrokenPromiseIsNamedAndNoOther(Flaw flaw) {
        factory = flaw.factory();

        assertThat(brokenPromises(contractOf(flaw.promise()))).containsExactly(flaw.promise());
    }

    static Stream<PackagingFlaws.FlawedJar> jars() {
        return PackagingFlaws.all();
    }

    @ParameterizedTest
    @MethodSource("jars")
    void aBadJarIsNamedByItsPromise(PackagingFlaws.FlawedJar flawed, @TempDir Path folder) throws IOException {
        factory = new AcmeFactory();
        jar = flawed.write(folder.resolve("acme.jar"));

        assertThat(brokenPromises(Packaging.class)).isEqualTo(flawed.promises());
    }

    @Test
    void everyPromiseIsCheckedAndIsBrokenBySomebody() {
        Set<String> promised = PromiseBook.entries().stream()
                .filter(entry -> !entry.keptByTheHost())
                .map(PromiseBook.Entry::number)
                .collect(Collectors.toSet());
        Set<String> checked = Stream.of(
                        AuthenticationContract.class,
                        TranslationContract.class,
                        SendContract.class,
                        LifecycleContract.class,
                        PackagingContract.class)
                .flatMap(contract -> Arrays.stream(contract.getMethods()))
                .map(test -> test.getAnnotation(Promise.class))
                .filter(Objects::nonNull)
                .map(Promise::value)
                .collect(Collectors.toSet());
        Set<String> broken = Stream.concat(
                        flaws().map(Flaw::promise), jars().flatMap(flawed -> flawed.promises().stream()))
                .collect(Collectors.toSet());

        assertThat(promised).hasSizeGreaterThan(30);
        assertThat(checked).isEqualTo(promised);
        assertThat(broken).isEqualTo(promised);
    }

    private static Class<?> contractOf(String promise) {
        return switch (promise.charAt(0)) {
            case 'A' -> Authentication.class;
            case 'T' -> Translation.class;
            case 'S' -> Sending.class;
            case 'L' -> Lifecycle.class;
            default -> throw new IllegalArgumentException(promise);
        };
    }

    private static Set<String> brokenPromises(Class<?> contract) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(event -> (org.junit.platform.engine.support.descriptor.MethodSource)
                        event.getTestDescriptor().getSource().orElseThrow())
                .map(test -> test.getJavaMethod().getAnnotation(Promise.class).value())
                .collect(Collectors.toSet());
    }

    /** Run by the tests above, never by themselves. */
    static final class Authentication implements AuthenticationContract {
        @Override
        public ProviderFixture fixture() {
            return new AcmeFixture(factory);
        }
    }

    static final class Translation implements TranslationContract {
        @Override
        public ProviderFixture fixture() {
            return new AcmeFixture(factory);
        }
    }

    static final class Sending implements SendContract {
        @Override
        public ProviderFixture fixture() {
            return new AcmeFixture(factory);
        }
    }

    static final class Lifecycle implements LifecycleContract {
        @Override
        public ProviderFixture fixture() {
            return new AcmeFixture(factory);
        }
    }

    static final class Packaging implements PackagingContract {
        @Override
        public ProviderFixture fixture() {
            return new AcmeFixture(factory);
        }

        @Override
        public Path jar() {
            return jar;
        }
    }
}
