package io.visavis.talkdesk.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.visavis.talkdesk.Talkdesk.CONVERSATION;
import static io.visavis.talkdesk.Talkdesk.MESSAGES;
import static io.visavis.talkdesk.Talkdesk.end;
import static io.visavis.talkdesk.Talkdesk.failure;
import static io.visavis.talkdesk.Talkdesk.json;
import static io.visavis.talkdesk.Talkdesk.say;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import io.visavis.talkdesk.Talkdesk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the outbox is told when Talkdesk refuses, is slow, is down or talks nonsense. */
@Timeout(60)
class VendorFaultsTest {
    private final Talkdesk talkdesk = new Talkdesk();

    @AfterEach
    void stop() {
        talkdesk.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED",
        "402, REJECTED",
        "405, REJECTED",
        "413, REJECTED",
        "422, REJECTED",
        "401, AUTHENTICATION",
        "403, AUTHENTICATION",
        "429, RATE_LIMITED",
        "408, UNAVAILABLE",
        "425, UNAVAILABLE",
        "500, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE",
        "301, UNAVAILABLE",
        "302, UNAVAILABLE",
        "307, UNAVAILABLE",
        "308, UNAVAILABLE"
    })
    void eachStatusHasItsKind(int status, Kind expected) {
        talkdesk.stubFor(post(MESSAGES)
                .willReturn(json(status, "{\"code\":\"1\",\"message\":\"no\"}")
                        .withHeader("Location", talkdesk.baseUrl() + "/elsewhere")));

        assertThat(sendFailure())
                .hasMessageContaining("send message")
                .hasMessageContaining("HTTP " + status)
                .extracting("kind")
                .isEqualTo(expected);
        assertThat(talkdesk.getAllServeEvents())
                .noneMatch(event -> event.getRequest().getUrl().equals("/elsewhere"));
    }

    @Test
    void aRefusalNamesCodeAndFieldsButNoForeignText() {
        talkdesk.stubFor(post(MESSAGES).willReturn(json(400, """
                        {"code": "1002001", "message": "my secret words are not allowed", "description": "secret",
                         "fields": [{"name": "content", "description": "secret"}, {"name": "attachments"}, "odd", {}]}
                        """)));

        assertThat(sendFailure()).hasMessage("send message: HTTP 400, code 1002001, fields content attachments");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2; PT2S",
                "600; PT10M",
                " 5 ; PT5S",
                "Tue, 04 Mar 2025 09:00:30 GMT; PT30S",
                "99999999; PT24H",
                "Tue, 04 Mar 2025 08:00:30 GMT; ",
                "-5; ",
                "0; ",
                "soon; ",
                "99999999999999999999; ",
                "'';"
            })
    void retryAfterIsHonouredWhereItMakesSense(String header, @Nullable Duration expected) {
        for (int status : new int[] {429, 503}) {
            talkdesk.stubFor(post(MESSAGES).willReturn(json(status, "").withHeader("Retry-After", header)));

            assertThat(sendFailure().retryAfter().orElse(null)).isEqualTo(expected);
        }
    }

    @Test
    void aRefusedTokenIsRenewedOnceAndTheMessageSentAgainUnderItsKey() {
        talkdesk.stubFor(post(MESSAGES)
                .inScenario("token")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("renewed")
                .willReturn(json(401, "{\"code\":\"401\",\"message\":\"expired\"}")));
        talkdesk.stubFor(post(MESSAGES)
                .inScenario("token")
                .whenScenarioStateIs("renewed")
                .willReturn(json(201, "{\"message_id\":\"m-1\"}")));

        assertThat(talkdesk.connect().commands().send(say("k-1", "Hi")).reference())
                .isEqualTo("m-1");

        talkdesk.verify(postRequestedFor(urlEqualTo(MESSAGES))
                .withHeader("Authorization", equalTo("Bearer token-1"))
                .withHeader("x-idempotency-key", equalTo("k-1")));
        talkdesk.verify(postRequestedFor(urlEqualTo(MESSAGES))
                .withHeader("Authorization", equalTo("Bearer token-2"))
                .withHeader("x-idempotency-key", equalTo("k-1")));
    }

    @Test
    void aTokenThatIsAlwaysRefusedIsTriedTwiceOnly() {
        talkdesk.stubFor(post(MESSAGES).willReturn(aResponse().withStatus(401)));

        assertThat(sendFailure().kind()).isEqualTo(Kind.AUTHENTICATION);

        talkdesk.verify(2, postRequestedFor(urlEqualTo(MESSAGES)));
        assertThat(talkdesk.context().fetched()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aBrokenConnectionLeavesItUncertain(Fault fault) {
        talkdesk.stubFor(post(MESSAGES).willReturn(aResponse().withStatus(201).withFault(fault)));

        assertThat(sendFailure().kind()).isEqualTo(Kind.UNCERTAIN);
    }

    @Test
    void noAnswerInTimeLeavesItUncertain() throws IOException {
        try (ServerSocket silent = silentServer()) {
            assertThat(failure(() -> connect(silent, "PT0.3S").send(say("k", "Hi")))
                            .kind())
                    .isEqualTo(Kind.UNCERTAIN);
        }
    }

    @Test
    void anAnswerThatDribblesIsNotWaitedForBeyondTheDeadline() {
        talkdesk.stubFor(post(MESSAGES)
                .willReturn(
                        json(201, "{\"message_id\":\"m\"}" + " ".repeat(10_000)).withChunkedDribbleDelay(100, 3_000)));

        assertThat(failure(() -> talkdesk.connect("request-timeout", "PT0.5S")
                                .commands()
                                .send(say("k", "Hi")))
                        .kind())
                .isEqualTo(Kind.UNCERTAIN);
    }

    @Test
    void aHugeAnswerIsNotReadToItsEnd() {
        talkdesk.stubFor(post(MESSAGES).willReturn(json(201, "{\"message_id\":\"" + "x".repeat(2_000_000) + "\"}")));

        assertThat(sendFailure().kind()).isEqualTo(Kind.UNCERTAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Please log in</html>", "{\"message_id\":", "[]", "true", "\u001f\u008b\b"})
    void aSuccessThatIsNotTalkdesksLeavesItUncertain(String body) {
        talkdesk.stubFor(post(MESSAGES).willReturn(aResponse().withStatus(200).withBody(body)));

        assertThat(sendFailure().kind()).isEqualTo(Kind.UNCERTAIN);
    }

    @Test
    void aRefusedConnectionIsSafeToTryAgain() throws IOException {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }

        assertThat(failure(() -> talkdesk.connect("api-base-url", "http://localhost:" + closedPort)
                        .commands()
                        .send(say("k", "Hi"))))
                .hasMessageContaining("localhost cannot be reached")
                .extracting("kind")
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void anUnknownHostIsSafeToTryAgain() {
        assertThat(failure(() -> talkdesk.connect("api-base-url", "http://talkdesk.invalid")
                                .commands()
                                .send(say("k", "Hi")))
                        .kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aServerWhoseCertificateIsNotTrustedIsSafeToTryAgain() {
        WireMockServer selfSigned = new WireMockServer(options().dynamicPort().dynamicHttpsPort());
        selfSigned.start();
        try {
            assertThat(failure(() -> talkdesk.connect("api-base-url", "https://localhost:" + selfSigned.httpsPort())
                            .commands()
                            .send(say("k", "Hi"))))
                    .hasMessageContaining("SSLHandshakeException")
                    .extracting("kind")
                    .isEqualTo(Kind.UNAVAILABLE);
        } finally {
            selfSigned.stop();
        }
    }

    @Test
    void anInterruptCancelsTheRequestAndStaysSet() throws IOException, InterruptedException {
        try (ServerSocket silent = silentServer()) {
            CommandSender commands = connect(silent, "PT30S");
            AtomicReference<ProviderException> seen = new AtomicReference<>();
            AtomicBoolean stillInterrupted = new AtomicBoolean();
            Thread worker = Thread.ofVirtual().start(() -> {
                seen.set(failure(() -> commands.send(say("k", "Hi"))));
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            });

            try (Socket arrived = silent.accept()) {
                assertThat(arrived.isConnected()).isTrue();
                worker.interrupt();
                assertThat(worker.join(Duration.ofSeconds(10))).isTrue();
            }
            assertThat(seen.get().kind()).isEqualTo(Kind.UNCERTAIN);
            assertThat(stillInterrupted).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!doctype html><p>Please sign in to the network.</p>", "{\"id\":\"0b8f6a52"})
    void anEndAnsweredByAPageOfSomethingInBetweenIsToldAgain(String body) {
        talkdesk.stubFor(delete(CONVERSATION).willReturn(json(200, body)));

        assertThat(failure(() -> talkdesk.connect().commands().send(end())).kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }

    /** Takes connections and says nothing. */
    private static ServerSocket silentServer() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private CommandSender connect(ServerSocket server, String timeout) {
        String address = "http://localhost:" + server.getLocalPort();
        return talkdesk.connect("api-base-url", address, "request-timeout", timeout)
                .commands();
    }

    private ProviderException sendFailure() {
        return failure(() -> talkdesk.connect().commands().send(say("k", "Hi")));
    }
}
