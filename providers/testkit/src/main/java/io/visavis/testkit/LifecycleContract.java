package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.visavis.spi.CheckResult;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.SettingSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider from its factory to its end: promises L1 to L8. */
public interface LifecycleContract extends ProviderContract {

    @Test
    @Promise("L1")
    default void theDescriptorIsTheSameAtEveryCallAndThereAtOnce(Trial trial) {
        List<Object> first = DescriptorFacts.of(trial.declared());
        long begun = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThat(DescriptorFacts.of(trial.declared())).isEqualTo(first);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("100 calls of describe")
                .isLessThan(Limits.prompt());
        assertThat(DescriptorFacts.of(trial.fixture().factory().describe()))
                .as("what another factory says")
                .isEqualTo(first);
        assertThat(trial.vendor().requests()).as("requests of describe").isEmpty();
    }

    @Test
    @Promise("L2")
    default void makingAProviderReachesNothing(Trial trial) {
        Provider provider = trial.provider();
        provider.describe(trial.declared());
        provider.webhooks();
        provider.commands();
        assertThat(trial.vendor().requests())
                .as("requests before the first call")
                .isEmpty();
        assertThat(trial.lent().fetched())
                .as("tokens fetched before the first call")
                .isZero();
    }

    @Test
    @Promise("L2")
    default void theCheckOfAGoodAccountIsGoodAndChangesNothing(Trial trial) {
        CheckResult result = trial.provider().check();
        assertThat(result.ok())
                .as("the check of a healthy account: %s", result.detail())
                .isTrue();
        assertThat(result.detail())
                .as("the check's sentence for the administrator")
                .isNotBlank();
        assertThat(trial.vendor().requests()).as("requests of check").noneMatch(Request::changesSomething);
    }

    @Promise("L2")
    @ParameterizedTest
    @EnumSource(names = {"REFUSES_CREDENTIALS", "IS_DOWN", "IS_GONE"})
    default void theCheckSaysWhenTheAccountCannotBeUsed(Trouble trouble, Trial trial) {
        if (trial.canSuffer(trouble)) {
            trial.vendor().suffer(trouble);
            CheckResult result = trial.provider().check();
            assertThat(result.ok())
                    .as("the check while the vendor has the trouble %s", trouble)
                    .isFalse();
            assertThat(result.detail())
                    .as("the check's sentence for the administrator")
                    .isNotBlank();
        }
    }

    @Test
    @Promise("L3")
    default void aSettingThatCannotBeUsedIsNamedAndItsValueKept(Trial trial) {
        Map<String, String> unusable = trial.fixture().unusable();
        if (unusable.isEmpty()) {
            trial.notes().notOffered("the fixture names no setting that cannot be used");
        }
        Set<String> secrets = trial.declared().settings().stream()
                .filter(SettingSpec::secret)
                .map(SettingSpec::name)
                .collect(Collectors.toSet());
        unusable.forEach((name, value) -> {
            Throwable thrown = catchThrowable(() -> trial.another(Map.of(name, value)));
            assertThat(thrown)
                    .as("what create throws for the setting %s", name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(name);
            for (Throwable cause = thrown;
                    cause != null && secrets.contains(name) && !value.isBlank();
                    cause = cause.getCause()) {
                assertThat(cause.toString()).as("a secret's value").doesNotContain(value);
            }
        });
    }

    @Test
    @Promise("L4")
    default void secretsAreMarkedAsSecret(Trial trial) {
        Secrets.expectMarked(trial);
    }

    @Test
    @Promise("L5")
    default void aConnectionNarrowsItsFactory(Trial trial) {
        ProviderDescriptor declared = trial.declared();
        ProviderDescriptor connection = trial.provider().describe(declared);
        assertThat(connection.id()).isEqualTo(declared.id());
        assertThat(connection.chatMode()).isEqualTo(declared.chatMode());
        assertThat(connection.webhookPath()).isEqualTo(declared.webhookPath());
        assertThat(declared.capabilities())
                .as("what the factory declares, of which a connection adds none")
                .containsAll(connection.capabilities());
    }

    @Test
    @Promise("L6")
    default void allMayCallAtOnce(Trial trial) throws InterruptedException {
        Crowd.call(trial);
    }

    @Test
    @Promise("L7")
    default void nothingIsLeftBehind(Trial trial) {
        Remains before = Remains.now();
        Provider provider = trial.provider();
        provider.check();
        trial.attempt(trial.commands().message("Hello")).taken();
        trial.fixture().samples().forEach(sample -> trial.translate(sample.delivery()));
        trial.closeProviders();
        trial.lent().close();
        before.expectNothingNew(trial.vendor());
    }

    @Test
    @Promise("L8")
    default void aRoleIsThereOrIsNot(Trial trial) {
        Provider provider = trial.provider();
        int before = trial.vendor().requests().size();
        Map<String, Function<Provider, Optional<?>>> roles = Map.of(
                "authenticator", Provider::authenticator,
                "attachments", Provider::attachments,
                "availability", Provider::availability,
                "agents", Provider::agents,
                "transcript", Provider::transcript,
                "setup", Provider::setup);
        List<String> lacking = new ArrayList<>();
        roles.forEach((name, accessor) -> {
            assertThatCode(() -> accessor.apply(provider))
                    .as("the role %s", name)
                    .doesNotThrowAnyException();
            Optional<?> role = accessor.apply(provider);
            assertThat((Object) role).as("the role %s, an Optional", name).isNotNull();
            if (role.isEmpty()) {
                lacking.add(name);
            }
        });
        assertThat(trial.vendor().requests())
                .as("requests of the roles' accessors")
                .hasSize(before);
        if (!lacking.isEmpty()) {
            trial.notes().refusedCleanly("no " + String.join(", ", lacking));
        }
    }
}
