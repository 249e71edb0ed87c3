package io.visavis.eightbyeight.signature;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.visavis.eightbyeight.EightByEight.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.eightbyeight.EightByEight;
import io.visavis.eightbyeight.WireSchemas;
import io.visavis.eightbyeight.api.HttpCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, and a key server that is slow, dead or asked for nonsense. */
@Timeout(60)
class FetchedKeysTest {
    private static final String KEY = "/chat-gateway/v1/jwk/k-1/public";

    private final EightByEight vendor = new EightByEight();
    private final TurnedClock clock = new TurnedClock();
    private final FetchedKeys keys = new FetchedKeys(
            new HttpCalls(vendor.context().httpClient(), Duration.ofSeconds(5)),
            vendor.baseUrl() + "/chat-gateway/v1/jwk/{kid}/public",
            clock);

    @AfterEach
    void stop() {
        vendor.stop();
    }

    private void servesKey() {
        vendor.stubFor(get(KEY).willReturn(json(200, WireSchemas.text("response-jwk.json"))));
    }

    @Test
    void aKeyIsFetchedOnceWithoutCredentialsHoweverManyAsk() throws Exception {
        vendor.stubFor(get(KEY).willReturn(
                        json(200, WireSchemas.text("response-jwk.json")).withFixedDelay(300)));
        List<Future<PublicKeys.Result>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> keys.find("k-1")));
            }
        }

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.get()).isEqualTo(new PublicKeys.Found(Fixture.key())));
        vendor.verify(1, getRequestedFor(urlEqualTo(KEY)).withHeader("x-api-key", absent()));
    }

    @Test
    void aKeyIsAskedForAgainAfterADayAndKeptWhileTheServerIsDown() {
        servesKey();
        keys.find("k-1");
        clock.turn(Duration.ofHours(25));
        vendor.stubFor(get(KEY).willReturn(status(503)));

        assertThat(keys.find("k-1")).isInstanceOf(PublicKeys.Found.class);
        vendor.verify(2, getRequestedFor(urlEqualTo(KEY)));
    }

    @Test
    void aKeyThatTheVendorTookBackIsGone() {
        servesKey();
        keys.find("k-1");
        clock.turn(Duration.ofHours(25));
        vendor.stubFor(get(KEY).willReturn(status(404)));

        assertThat(keys.find("k-1")).isInstanceOf(PublicKeys.Unknown.class);
    }

    @Test
    void aFailedFetchIsNeverKeptAndSparesTheServerForAMoment() {
        vendor.stubFor(get(KEY).willReturn(status(500)));
        assertThat(keys.find("k-1")).isInstanceOf(PublicKeys.OutOfReach.class);
        servesKey();

        assertThat(keys.find("k-1")).isInstanceOf(PublicKeys.OutOfReach.class);
        vendor.verify(1, getRequestedFor(urlEqualTo(KEY)));
        clock.turn(Duration.ofSeconds(3));
        assertThat(keys.find("k-1")).isInstanceOf(PublicKeys.Found.class);
    }

    @Test
    void aServerThatHangsIsGivenUpSoonAndHoldsUpNoKnownKey() {
        servesKey();
        keys.find("k-1");
        vendor.stubFor(get(KEY.replace("k-1", "k-2")).willReturn(aResponse().withFixedDelay(30_000)));
        Instant began = Instant.now();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<PublicKeys.Result> hanging = threads.submit(() -> keys.find("k-2"));
            assertThat(keys.find("k-1")).isInstanceOf(PublicKeys.Found.class);
            assertThat(hanging).succeedsWithin(Duration.ofSeconds(25)).isInstanceOf(PublicKeys.OutOfReach.class);
        }
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void aKeyOfYesterdayStandsInNoLineWhileTheServerHangs() {
        servesKey();
        keys.find("k-1");
        clock.turn(Duration.ofHours(25));
        vendor.stubFor(get(KEY).willReturn(aResponse().withFixedDelay(30_000)));
        List<Future<PublicKeys.Result>> answers = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                answers.add(threads.submit(() -> keys.find("k-1")));
            }
        }

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.get()).isEqualTo(new PublicKeys.Found(Fixture.key())));
        vendor.verify(2, getRequestedFor(urlEqualTo(KEY)));
    }

    @Test
    void afterManyGuessesAKeyIsStillFoundWithinASecond() {
        servesKey();
        for (int i = 0; i < 200; i++) {
            keys.find("guess-" + i);
        }

        assertThat(keys.find("k-1")).isInstanceOf(PublicKeys.OutOfReach.class);
        clock.turn(Duration.ofSeconds(1));
        assertThat(keys.find("k-1")).isInstanceOf(PublicKeys.Found.class);
    }

    @Test
    void whileGuessesNeverPauseARealKeyIsAskedForInsteadOfOne() {
        servesKey();
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 200; i++) {
                keys.find("guess-" + second + "-" + i);
                if (second >= 30 && i % 100 == 99) {
                    keys.find("k-1");
                }
            }
            clock.turn(Duration.ofSeconds(1));
        }

        vendor.verify(1, getRequestedFor(urlEqualTo(KEY)));
        assertThat(keys.find("k-1")).isEqualTo(new PublicKeys.Found(Fixture.key()));
        assertThat(vendor.findAll(anyRequestedFor(anyUrl()))).hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void guessesWithoutEndCostOneQuestionASecond() {
        for (int i = 0; i < 600; i++) {
            keys.find("guess-" + i);
            clock.turn(Duration.ofMillis(100));
        }

        vendor.verify(79, getRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 500})
    void anIdThatTheServerCannotAnswerHoldsUpNoOther(int answer) {
        servesKey();
        vendor.stubFor(get(KEY.replace("k-1", "odd")).willReturn(status(answer)));

        assertThat(keys.find("odd")).isInstanceOf(PublicKeys.OutOfReach.class);
        assertThat(keys.find("k-1")).isInstanceOf(PublicKeys.Found.class);
        keys.find("odd");
        vendor.verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void guessedIdsCostTwentyQuestionsAtOnceAndPushNoKeyOut() {
        servesKey();
        keys.find("k-1");
        for (int i = 0; i < 200; i++) {
            keys.find("guess-" + i);
        }

        vendor.verify(21, getRequestedFor(anyUrl()));
        assertThat(keys.find("guess-0")).isInstanceOf(PublicKeys.Unknown.class);
        assertThat(keys.find("guess-199")).isInstanceOf(PublicKeys.OutOfReach.class);
        assertThat(keys.find("k-1")).isInstanceOf(PublicKeys.Found.class);
        vendor.verify(21, getRequestedFor(anyUrl()));
    }

    @Test
    void aKeyInsideATextIsReadToo() {
        String text = WireSchemas.json("response-jwk.json").toString().replace("\"", "\\\"");
        vendor.stubFor(get(KEY).willReturn(json(200, "\"" + text + "\"")));

        assertThat(keys.find("k-1")).isEqualTo(new PublicKeys.Found(Fixture.key()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "[]",
                "{\"kty\":\"EC\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"n\":\"!\",\"e\":\"AQAB\"}"
            })
    void whatIsNoUsableKeyIsAFailureOfTheServer(String body) {
        vendor.stubFor(get(KEY).willReturn(json(200, body)));

        assertThat(keys.find("k-1")).isInstanceOf(PublicKeys.OutOfReach.class);
    }

    /** A clock that a test turns on. */
    private static final class TurnedClock extends Clock {
        private Instant now = Instant.parse("2026-07-26T10:00:00Z");

        void turn(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
