package io.visavis.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.plugin.Absence;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When a failed command is tried again, and when it is given up. */
class RetryVerdictsTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private static final Doubt DROPS_REPEATS = new Doubt(true, Duration.ofSeconds(2));
    private static final Doubt REPEATS = new Doubt(false, Duration.ZERO);
    private static final Doubt ECHOES = new Doubt(false, Duration.ofSeconds(2));

    private final Verdicts latest = verdicts(1);

    private static Verdicts verdicts(double random) {
        return new Verdicts(new RetrySchedule(() -> random), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static OutboxRow row(int attempts, int uncertain, Instant createdAt) {
        return new OutboxRow(
                1,
                new ConversationId("cnv_1"),
                new ConnectionId("con_1"),
                CommandKind.MESSAGE,
                new OutboundCommand.Message("msg_1", "hello", List.of()),
                Map.of(),
                "key",
                attempts,
                uncertain,
                0,
                createdAt,
                createdAt,
                null);
    }

    private static OutboxRow row(int attempts) {
        return row(attempts, 0, NOW);
    }

    private static ProviderException failure(Kind kind) {
        return new ProviderException(kind, "as told");
    }

    private static Duration delay(Outcome outcome) {
        return ((Outcome.Postponed) outcome).delay();
    }

    @Test
    void whyNobodyIsThereIsSaidAsItIs() {
        Absence refused = new Absence(Absence.Reason.SETTINGS_REFUSED, "setting 'region' must be eu");

        assertThat(latest.absent(Optional.of(refused), row(1)))
                .isInstanceOfSatisfying(Outcome.Postponed.class, later -> {
                    assertThat(later.reason()).isEqualTo("settings-refused");
                    assertThat(later.detail()).isEqualTo("setting 'region' must be eu");
                });
        assertThat(latest.absent(Optional.empty(), row(1)))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        later -> assertThat(later.reason()).isEqualTo("switched-off"));
    }

    @Test
    void theFirstSixTriesComeQuicklyWithFullJitterThenEveryFiveMinutes() {
        assertThat(IntStream.rangeClosed(1, 8)
                        .mapToObj(attempt -> delay(latest.of(failure(Kind.UNAVAILABLE), row(attempt), DROPS_REPEATS)))
                        .map(Duration::toSeconds))
                .containsExactly(1L, 2L, 5L, 15L, 30L, 60L, 300L, 300L);
        assertThat(delay(verdicts(0).of(failure(Kind.UNAVAILABLE), row(6), DROPS_REPEATS)))
                .as("never at once")
                .isEqualTo(Duration.ofMillis(50));
        assertThat(delay(verdicts(0.5).of(failure(Kind.UNAVAILABLE), row(4), DROPS_REPEATS)))
                .isEqualTo(Duration.ofMillis(7500));
    }

    @ParameterizedTest
    @CsvSource({"REJECTED, rejected", "UNSUPPORTED, unsupported"})
    void whatTheVendorWillNeverTakeFailsAtOnce(Kind kind, String reason) {
        assertThat(latest.of(failure(kind), row(1), DROPS_REPEATS)).isEqualTo(new Outcome.Failed(reason, "as told"));
    }

    @Test
    void anEndedConversationIsOver() {
        assertThat(latest.of(failure(Kind.CONVERSATION_OVER), row(1), DROPS_REPEATS))
                .isInstanceOf(Outcome.Over.class);
    }

    @Test
    void wrongCredentialsAreTriedSoonOnceAndThenSlowly() {
        assertThat(delay(latest.of(failure(Kind.AUTHENTICATION), row(1), DROPS_REPEATS)))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "0, 1", "-5, 1", "3600, 600"})
    void theVendorsRetryAfterIsHonouredUpToTenMinutes(long asked, long waited) {
        assertThat(delay(latest.of(
                        ProviderException.rateLimited("slow down", Duration.ofSeconds(asked)), row(1), DROPS_REPEATS)))
                .isEqualTo(Duration.ofSeconds(waited));
    }

    @Test
    void whatMayHaveArrivedIsRepeatedThriceOnlyUnlessRepeatsAreDropped() {
        assertThat(latest.of(failure(Kind.UNCERTAIN), row(2, 1, NOW), REPEATS))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        again -> assertThat(again.maybeArrived()).isTrue());
        assertThat(latest.of(failure(Kind.UNCERTAIN), row(3, 2, NOW), REPEATS)).isInstanceOf(Outcome.Failed.class);
        assertThat(latest.of(failure(Kind.UNCERTAIN), row(30, 29, NOW), DROPS_REPEATS))
                .isInstanceOf(Outcome.Postponed.class);
    }

    @Test
    void whatMayHaveArrivedAwaitsItsEchoWhereThereAreAny() {
        assertThat(latest.of(failure(Kind.UNCERTAIN), row(1), ECHOES))
                .isEqualTo(new Outcome.Postponed("uncertain", "as told", Duration.ofSeconds(2), true));
        assertThat(latest.notEchoed())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("uncertain"));
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTHENTICATION", "RATE_LIMITED", "UNAVAILABLE", "UNCERTAIN"})
    void afterADayItIsGivenUp(Kind kind) {
        Instant aDayAgo = NOW.minus(Duration.ofDays(1));
        assertThat(latest.of(failure(kind), row(300, 0, aDayAgo), DROPS_REPEATS))
                .isInstanceOf(Outcome.Postponed.class);
        assertThat(latest.of(failure(kind), row(300, 0, aDayAgo.minusSeconds(1)), DROPS_REPEATS))
                .isEqualTo(new Outcome.Failed("not-delivered", "as told"));
    }
}
