package io.visavis.eightbyeight.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static io.visavis.eightbyeight.EightByEight.CONVERSATIONS;
import static io.visavis.eightbyeight.EightByEight.MESSAGES;
import static io.visavis.eightbyeight.EightByEight.begin;
import static io.visavis.eightbyeight.EightByEight.failure;
import static io.visavis.eightbyeight.EightByEight.json;
import static io.visavis.eightbyeight.EightByEight.say;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.visavis.eightbyeight.EightByEight;
import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the outbox is told when 8x8 refuses, is slow, is down or talks nonsense. */
@Timeout(60)
class VendorFaultsTest {
    private final EightByEight vendor = new EightByEight();

    @AfterEach
    void stop() {
        vendor.stop();
    }

    private ProviderException sendFailure(String... settings) {
        return failure(() -> vendor.connect(settings).commands().send(say("hi")));
    }

    private ProviderException startFailure() {
        return failure(() -> vendor.connect().commands().send(begin()));
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED",
        "405, REJECTED",
        "413, REJECTED",
        "422, REJECTED",
        "401, AUTHENTICATION",
        "403, AUTHENTICATION",
        "404, CONVERSATION_OVER",
        "410, CONVERSATION_OVER",
        "429, RATE_LIMITED",
        "408, UNAVAILABLE",
        "425, UNAVAILABLE",
        "500, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE",
        "301, UNAVAILABLE",
        "307, UNAVAILABLE"
    })
    void eachStatusHasItsKind(int status, Kind expected) {
        vendor.stubFor(
                post(MESSAGES).willReturn(status(status).withHeader("Location", vendor.baseUrl() + "/elsewhere")));

        assertThat(sendFailure())
                .hasMessageContaining("HTTP " + status)
                .extracting("kind")
                .isEqualTo(expected);
        assertThat(vendor.getAllServeEvents()).hasSize(1);
    }

    static List<String> errors() {
        return WireSchemas.examples("response-error-");
    }

    @ParameterizedTest
    @MethodSource("errors")
    void everyShapeOfErrorIsReadAndItsFreeTextIsNot(String example) {
        vendor.stubFor(post(MESSAGES).willReturn(json(400, WireSchemas.text(example))));

        assertThat(sendFailure().getMessage())
                .startsWith("send message: HTTP 400, ")
                .doesNotContain("Queue ID 999", "authorType", "belong", "Unsupported", "Denied", "conversation X");
    }

    @ParameterizedTest
    @CsvSource({
        "generic, code invalid_queue",
        "bad-request-object, 'code invalid_json_object, reference 98aa01bb02cc03dd'",
        "invalid-parameter, 'code invalid_parameter, reference f00dcafe98765cd'",
        "validation, 'code invalid_queue invalid_webhook, fields webHookId'",
        "unauthorized, 'code access_denied, reference f00dcafe12345ab'",
        "unauthorized-older, code KA:7654321",
        "proxy-fault, code keymanagement.service.invalid_access_token",
        "forbidden, no reason given",
        "not-found, no reason given",
        "not-found-coded, code resource_not_found",
        "oauth, code invalid_request"
    })
    void codesFieldsAndReferenceAreNamed(String example, String expected) {
        vendor.stubFor(post(MESSAGES).willReturn(json(400, WireSchemas.text("response-error-" + example + ".json"))));

        assertThat(sendFailure()).hasMessage("send message: HTTP 400, " + expected);
    }

    @Test
    void retryAfterIsHonoured() {
        vendor.stubFor(post(MESSAGES).willReturn(status(429).withHeader("Retry-After", "7")));

        assertThat(sendFailure().retryAfter()).contains(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aBrokenConnectionLeavesAMessageUncertainAndAStartToBeLookedFor(Fault fault) {
        vendor.stubFor(post(MESSAGES).willReturn(aResponse().withFault(fault)));
        vendor.stubFor(post(CONVERSATIONS).willReturn(aResponse().withFault(fault)));

        assertThat(sendFailure().kind()).isEqualTo(Kind.UNCERTAIN);
        assertThat(startFailure().kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void anAnswerThatDribblesIsGivenUpInTime() {
        vendor.stubFor(post(MESSAGES).willReturn(json(202, "{}").withChunkedDribbleDelay(5, 20_000)));

        assertThat(sendFailure("request-timeout", "PT0.5S").kind()).isEqualTo(Kind.UNCERTAIN);
    }

    @Test
    void aPageOfSomethingInBetweenIsNoSuccess() {
        vendor.stubFor(post(MESSAGES).willReturn(json(200, "<html>sign in</html>")));
        vendor.stubFor(post(CONVERSATIONS).willReturn(json(200, "<html>sign in</html>")));

        assertThat(sendFailure().kind()).isEqualTo(Kind.UNCERTAIN);
        assertThat(startFailure().kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void whatIsNotThereWasCertainlyNotReached() {
        CommandSender commands = vendor.connect().commands();
        vendor.stop();

        assertThat(failure(() -> commands.send(say("hi"))).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void noSecretIsInAnyWordOfAFailure() {
        vendor.stubFor(post(MESSAGES).willReturn(status(401)));

        assertThat(sendFailure().toString()).doesNotContain("key-1");
        assertThat(new Account(URI.create("https://x"), "key-1", "t").toString())
                .doesNotContain("key-1");
    }
}
