package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.Capability;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderCommand.StartConversation;
import io.visavis.spi.ProviderEvent.ConversationEnded;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import io.visavis.spi.SettingSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the gateway is told of commands: promises S1 to S11. */
public interface SendContract extends ProviderContract {

    @Promise("S1")
    @ParameterizedTest
    @EnumSource(names = {"REJECTS", "RATE_LIMITS", "IS_DOWN", "CUTS_THE_LINE"})
    default void oneCallIsOneAttempt(Trouble trouble, Trial trial) {
        trial.attemptDuring(trouble, trial.commands().message("Hello"))
                .ifPresent(attempt -> assertThat(attempt.requests())
                        .as("requests while the vendor has the trouble %s", trouble)
                        .hasSizeLessThanOrEqualTo(1));
    }

    @Promise("S2")
    @ParameterizedTest
    @CsvSource({
        "REFUSES_CREDENTIALS, AUTHENTICATION",
        "FORBIDS, AUTHENTICATION",
        "REJECTS, REJECTED",
        "RATE_LIMITS, RATE_LIMITED"
    })
    default void aRefusalHasItsKind(Trouble trouble, Kind kind, Trial trial) {
        trial.attemptDuring(trouble, trial.commands().message("Hello"))
                .ifPresent(attempt -> assertThat(attempt.refusal().kind()).isEqualTo(kind));
    }

    @Test
    @Promise("S2")
    default void theVendorSaysWhenToComeBack(Trial trial) {
        trial.attemptDuring(Trouble.RATE_LIMITS, trial.commands().message("Hello"))
                .ifPresent(attempt -> assertThat(attempt.refusal().retryAfter())
                        .as("the vendor's Retry-After")
                        .contains(Duration.ofSeconds(7)));
    }

    @Promise("S3")
    @ParameterizedTest
    @CsvSource({
        "IS_DOWN, UNAVAILABLE",
        "IS_GONE, UNAVAILABLE",
        "CUTS_THE_LINE, UNCERTAIN",
        "HANGS, UNCERTAIN",
        "IS_HIDDEN_BY_A_PORTAL, UNCERTAIN"
    })
    default void whetherAMessageMayHaveArrivedIsSaid(Trouble trouble, Kind kind, Trial trial) {
        trial.attemptDuring(trouble, trial.commands().message("Hello"))
                .ifPresent(attempt -> assertThat(attempt.refusal().kind()).isEqualTo(kind));
    }

    @Test
    @Promise("S4")
    default void aConversationThatIsOverIsToldApart(Trial trial) {
        trial.attemptDuring(Trouble.CONVERSATION_OVER, trial.commands().message("Hello"))
                .ifPresent(attempt -> assertThat(attempt.refusal().kind()).isEqualTo(Kind.CONVERSATION_OVER));
    }

    @Test
    @Promise("S4")
    default void toLeaveAConversationThatIsOverSucceeds(Trial trial) {
        trial.attemptDuring(Trouble.CONVERSATION_OVER, trial.commands().end()).ifPresent(Attempt::taken);
    }

    @Test
    @Promise("S5")
    default void whatIsDeclaredIsCarriedOut(Trial trial) {
        trial.attempt(trial.commands().message("Hello")).taken();
        trial.commands().optional().forEach((capability, command) -> {
            if (trial.offered().contains(capability)) {
                trial.attempt(command).taken();
            }
        });
        trial.attempt(trial.commands().end()).taken();
    }

    @Test
    @Promise("S5")
    default void whatIsNotDeclaredIsRefusedWithoutARequest(Trial trial) {
        List<Capability> refused = new ArrayList<>();
        trial.commands().optional().forEach((capability, command) -> {
            if (!trial.declared().capabilities().contains(capability)) {
                Attempt attempt = trial.attempt(command);
                assertThat(attempt.refusal().kind())
                        .as("a command whose capability %s is not declared", capability)
                        .isEqualTo(Kind.UNSUPPORTED);
                assertThat(attempt.requests()).as("requests to the vendor").isEmpty();
                refused.add(capability);
            }
        });
        if (refused.isEmpty()) {
            trial.notes().notOffered("every capability with a command of its own is declared");
        } else {
            trial.notes().refusedCleanly(refused.toString());
        }
    }

    @Test
    @Promise("S6")
    default void everyAttemptCarriesTheSameKey(Trial trial) {
        if (!trial.offered().contains(Capability.DROPS_REPEATS)) {
            trial.notes()
                    .notOffered("DROPS_REPEATS is not declared: the gateway repeats nothing that may have arrived");
            return;
        }
        for (ProviderCommand command :
                List.of(trial.commands().start(), trial.commands().message("Hello"))) {
            for (int i = 0; i < 2; i++) {
                Attempt attempt = trial.attempt(command);
                attempt.taken();
                assertThat(attempt.requests())
                        .as("requests with the key %s", command.idempotencyKey())
                        .isNotEmpty()
                        .allMatch(request -> (request.headers() + request.target() + request.bodyText())
                                .contains(command.idempotencyKey()));
            }
        }
    }

    @Test
    @Promise("S7")
    default void aVendorThatHangsIsGivenUp(Trial trial) throws InterruptedException {
        if (trial.canSuffer(Trouble.HANGS)) {
            ProviderCommand message = trial.commands().message("Hello");
            AtomicReference<Attempt> seen = new AtomicReference<>();
            Thread sending = Thread.ofVirtual()
                    .start(() -> trial.attemptDuring(Trouble.HANGS, message).ifPresent(seen::set));
            boolean ended = sending.join(Limits.command());
            sending.interrupt();
            assertThat(ended).as("send returned within %s", Limits.command()).isTrue();
            seen.get().refusal();
        }
    }

    @Test
    @Promise("S7")
    default void anInterruptEndsIt(Trial trial) throws InterruptedException {
        if (trial.canSuffer(Trouble.HANGS)) {
            ProviderCommand message = trial.commands().message("Hello");
            trial.vendor().suffer(Trouble.HANGS);
            int before = trial.vendor().requests().size();
            AtomicReference<Attempt> seen = new AtomicReference<>();
            Thread sending = Thread.ofVirtual().start(() -> seen.set(trial.attempt(trial.another(Map.of()), message)));
            FakeVendor.waitUntil(() -> trial.vendor().requests().size() > before, Duration.ofSeconds(1));
            sending.interrupt();
            assertThat(sending.join(Limits.prompt()))
                    .as("send returned within %s of an interrupt", Limits.prompt())
                    .isTrue();
            seen.get().refusal();
        }
    }

    @Promise("S8")
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HANGS")
    default void anExceptionSaysNothingConfidential(Trouble trouble, Trial trial) {
        String words = "my card number is 4929 0000";
        ConnectionSettings settings = new ConnectionSettings(trial.fixture().settings());
        List<String> confidential = new ArrayList<>(List.of(words, "token-1", "token-2"));
        trial.declared().settings().stream()
                .filter(SettingSpec::secret)
                .forEach(secret -> settings.find(secret.name()).ifPresent(confidential::add));
        Optional<Attempt> attempt =
                trial.attemptDuring(trouble, trial.commands().message(words));
        for (Throwable thrown = attempt.map(Attempt::thrown).orElse(null); thrown != null; thrown = thrown.getCause()) {
            assertThat(thrown.toString()).doesNotContain(confidential);
        }
    }

    @Test
    @Promise("S9")
    default void aStartNamesTheVendorsConversation(Trial trial) {
        StartConversation start = trial.commands().start();
        CommandReceipt receipt = trial.attempt(start).taken();
        assertThat(receipt.reference())
                .as("the vendor's conversation id, which the fixture's conversation() names, too")
                .isEqualTo(trial.fixture().conversation().vendorId());
    }

    @Test
    @Promise("S9")
    default void aStartWithoutAConversationIsNoSuccess(Trial trial) {
        trial.attemptDuring(Trouble.IS_HIDDEN_BY_A_PORTAL, trial.commands().start())
                .map(Attempt::refusal)
                .map(ProviderException::kind)
                .ifPresent(kind -> assertThat(kind).isIn(new TreeSet<>(List.of(Kind.UNAVAILABLE, Kind.UNCERTAIN))));
    }

    @Test
    @Promise("S10")
    default void aDeclaredFileCapabilityHasItsTransfer(Trial trial) {
        if (FileTrial.offered(trial)) {
            assertThat(trial.provider().attachments())
                    .as("the role AttachmentTransfer")
                    .isPresent();
        } else {
            trial.notes().notOffered("neither ATTACHMENTS_TO_AGENT nor ATTACHMENTS_TO_VISITOR is declared");
        }
    }

    @Test
    @Promise("S10")
    default void aFileToTheAgentIsStreamed(Trial trial) {
        FileTrial.uploads(trial);
    }

    @Test
    @Promise("S10")
    default void aFileToTheVisitorIsStreamed(Trial trial) throws InterruptedException {
        FileTrial.downloads(trial);
    }

    @Test
    @Promise("S11")
    default void aMessageAfterTheEndIsSentLikeAnyOther(Trial trial) {
        if (!trial.offered().contains(Capability.REOPEN)) {
            trial.notes().notOffered("REOPEN is not declared: after the end visitors begin anew");
            return;
        }
        Attempt before = trial.attempt(trial.commands().message("Hello"));
        before.taken();
        trial.fixture().samples().stream()
                .filter(sample -> sample.means().stream().anyMatch(ConversationEnded.class::isInstance))
                .forEach(sample -> trial.translate(sample.delivery()));
        Attempt after = trial.attempt(trial.commands().message("One more thing"));
        after.taken();
        assertThat(after.requests())
                .as("requests for a message after the end, as many as before it")
                .hasSameSizeAs(before.requests());
    }
}
