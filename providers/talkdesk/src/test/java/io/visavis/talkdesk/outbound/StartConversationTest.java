package io.visavis.talkdesk.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.visavis.talkdesk.Talkdesk.START;
import static io.visavis.talkdesk.Talkdesk.failure;
import static io.visavis.talkdesk.Talkdesk.json;
import static io.visavis.talkdesk.Talkdesk.start;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.visavis.spi.Author;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.CommandSender;
import io.visavis.spi.Customer;
import io.visavis.spi.HistoryMessage;
import io.visavis.spi.ProviderCommand.StartConversation;
import io.visavis.spi.ProviderException.Kind;
import io.visavis.talkdesk.Talkdesk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartConversationTest {
    private static final Customer NOBODY = new Customer(null, null, null, null, null);
    private static final HistoryMessage ASKED =
            new HistoryMessage(Author.Kind.BOT, "How may I help?", Instant.parse("2025-03-04T07:10:00Z"));
    private static final HistoryMessage ANSWERED = new HistoryMessage(
            Author.Kind.VISITOR, "My router is blinking red", Instant.parse("2025-03-04T07:10:30.500Z"));

    private final Talkdesk talkdesk = new Talkdesk();

    @BeforeEach
    void takesEverything() {
        talkdesk.stubFor(post(START).willReturn(json(201, "{\"id\":\"c-1\"}")));
    }

    @AfterEach
    void stop() {
        talkdesk.stop();
    }

    @Test
    void sendsWhoIsThereWhatItIsAboutAndWhatWasSaidBefore() {
        CommandReceipt receipt = talkdesk.connect().commands().send(start("k-1", ASKED, ANSWERED));

        assertThat(receipt).isEqualTo(CommandReceipt.of("c-1"));
        talkdesk.verify(postRequestedFor(urlEqualTo(START))
                .withHeader("Authorization", equalTo("Bearer token-1"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("x-idempotency-key", equalTo("k-1"))
                .withoutHeader("Accept-Encoding")
                .withRequestBody(equalToJson("""
                        {"touchpoint_id": "tp-1", "subject": "Router",
                         "contact_person": {"email": "maria@example.com", "name": "Maria Papadaki"},
                         "context_parameters": {"gateway_session": "g-1", "contact_name": "Maria Papadaki",
                                                "contact_phone": "+302100000000", "contact_language": "el"},
                         "previous_messages": [
                           {"type": "EXTERNAL", "content": "How may I help?",
                            "created_at": "2025-03-04T07:10:00+00:00"},
                           {"type": "USER", "content": "My router is blinking red",
                            "created_at": "2025-03-04T07:10:30+00:00"}]}
                        """)));
    }

    @Test
    void theConnectionFillsInWhatThePageLeavesOut() {
        StartConversation bare = new StartConversation("k-1", "g-1", NOBODY, " ", Map.of(), Map.of(), List.of());

        talkdesk.connect("default-subject", "Video support", "anonymous-email", "nobody@example.com")
                .commands()
                .send(bare);

        talkdesk.verify(postRequestedFor(urlEqualTo(START)).withRequestBody(equalToJson("""
                        {"touchpoint_id": "tp-default", "subject": "Video support",
                         "contact_person": {"email": "nobody@example.com"},
                         "context_parameters": {"gateway_session": "g-1"}}
                        """)));
    }

    /** The vendor demands a subject (contract 2.5), and no page and no administrator has to give one. */
    @Test
    void aChatAboutNothingSaidStillHasASubject() {
        StartConversation bare = new StartConversation("k-1", "g-1", NOBODY, null, Map.of(), Map.of(), List.of());

        talkdesk.connect("anonymous-email", "nobody@example.com").commands().send(bare);

        talkdesk.verify(postRequestedFor(urlEqualTo(START))
                .withRequestBody(matchingJsonPath("$.subject", equalTo("Website chat"))));
    }

    @Test
    void aMissingEmailOrTouchpointIsRefusedBeforeAnythingIsSent() {
        CommandSender commands = talkdesk.connect("dc-touchpoint-id", " ").commands();

        assertThat(failure(() -> commands.send(start("k", NOBODY, Map.of(), List.of()))))
                .hasMessageContaining("e-mail")
                .extracting("kind")
                .isEqualTo(Kind.REJECTED);
        assertThat(failure(() ->
                        commands.send(new StartConversation("k", "g", NOBODY, null, Map.of(), Map.of(), List.of()))))
                .hasMessageContaining("dc-touchpoint-id");
        assertThat(talkdesk.getAllServeEvents()).isEmpty();
    }

    @Test
    void theSessionIdIsOursWhateverThePageSaysAndTheNameIsThePagesIfItSays() {
        Map<String, String> site = Map.of("gateway_session", "forged", "contact_name", "M. P.", "reason", "router");

        talkdesk.connect()
                .commands()
                .send(start("k-1", new Customer("m@example.com", "Maria", null, null, null), site, List.of()));

        talkdesk.verify(postRequestedFor(urlEqualTo(START))
                .withRequestBody(matchingJsonPath(
                        "$.context_parameters",
                        equalToJson(
                                "{\"gateway_session\":\"g-1\",\"contact_name\":\"M. P.\",\"reason\":\"router\"}"))));
    }

    @Test
    void whatIsTooMuchIsCutSoThatTheAgentSeesIt() {
        Map<String, String> site =
                IntStream.range(0, 20).boxed().collect(Collectors.toMap(i -> "p" + (10 + i), i -> "value ".repeat(20)));
        HistoryMessage[] history = IntStream.range(0, 10)
                .mapToObj(i -> new HistoryMessage(Author.Kind.VISITOR, "message " + i + " x".repeat(50), ASKED.at()))
                .toArray(HistoryMessage[]::new);

        talkdesk.connect(
                        "max-context-parameters", "4",
                        "max-context-value-length", "40",
                        "max-previous-messages", "3",
                        "max-message-length", "30")
                .commands()
                .send(start("k-1", new Customer("m@example.com", null, null, null, null), site, List.of(history)));

        talkdesk.verify(postRequestedFor(urlEqualTo(START))
                .withRequestBody(matchingJsonPath("$.context_parameters", equalToJson("""
                                {"gateway_session": "g-1", "p10": "value value value value val… [shortened]",
                                 "p11": "value value value value val… [shortened]", "context_left_out": "18"}
                                """)))
                .withRequestBody(
                        matchingJsonPath("$.previous_messages[0].content", equalTo("[8 earlier messages left out]")))
                .withRequestBody(matchingJsonPath("$.previous_messages[0].type", equalTo("EXTERNAL")))
                .withRequestBody(
                        matchingJsonPath("$.previous_messages[2].content", equalTo("message 9 x x x x… [shortened]"))));
        assertThat(onlyBody()).doesNotContain("message 7");
    }

    @Test
    void aRepeatOfTheSameCommandCarriesTheSameBytes() {
        Map<String, String> site = Map.of("b", "2", "a", "1", "c", "3", "z", "26", "y", "25");
        StartConversation command = start("k-1", NOBODY, site, List.of(ASKED));
        CommandSender commands =
                talkdesk.connect("anonymous-email", "nobody@example.com").commands();
        commands.send(command);
        commands.send(new StartConversation(
                "k-1", "g-1", NOBODY, "Router", command.options(), new TreeMap<>(site), command.history()));

        List<LoggedRequest> requests = talkdesk.findAll(postRequestedFor(urlEqualTo(START)));
        assertThat(requests).hasSize(2);
        assertThat(requests.getFirst().getBody()).isEqualTo(requests.getLast().getBody());
    }

    @Test
    void theOtherLetterCaseIsTriedOnceAndRemembered() {
        onlyLowerCaseIsTaken();
        CommandSender commands = talkdesk.connect().commands();

        assertThat(commands.send(start("k-1", ASKED)).reference()).isEqualTo("c-1");
        assertThat(commands.send(start("k-2", ASKED)).reference()).isEqualTo("c-1");

        assertThat(talkdesk.findAll(postRequestedFor(urlEqualTo(START))))
                .extracting(request -> request.getHeader("x-idempotency-key"))
                .containsExactly("k-1", "k-1", "k-2");
    }

    @Test
    void aFixedLetterCaseIsNotChanged() {
        onlyLowerCaseIsTaken();

        assertThat(failure(() -> talkdesk.connect("previous-message-type-case", "UPPER")
                        .commands()
                        .send(start("k-1", ASKED))))
                .hasMessageContaining("1000001")
                .hasMessageContaining("previous_messages")
                .extracting("kind")
                .isEqualTo(Kind.REJECTED);
        assertThat(talkdesk.connect("previous-message-type-case", "LOWER")
                        .commands()
                        .send(start("k-2", ASKED))
                        .reference())
                .isEqualTo("c-1");
        talkdesk.verify(2, postRequestedFor(urlEqualTo(START)));
    }

    @Test
    void anUnknownTouchpointIsRejectedWithAHint() {
        talkdesk.stubFor(post(START).willReturn(json(404, "{\"code\":\"404\",\"message\":\"Not found\"}")));

        assertThat(failure(() -> talkdesk.connect().commands().send(start("k-1"))))
                .hasMessageContaining("touchpoint")
                .extracting("kind")
                .isEqualTo(Kind.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"id\":\" \"}", "{\"id\":{}}", "[]", "<html>Welcome</html>", "{\"id\":\"c-"})
    void aSuccessWithoutAnIdIsUncertain(String body) {
        talkdesk.stubFor(post(START).willReturn(json(201, body)));

        assertThat(failure(() -> talkdesk.connect().commands().send(start("k-1"))))
                .extracting("kind")
                .isEqualTo(Kind.UNCERTAIN);
    }

    private void onlyLowerCaseIsTaken() {
        talkdesk.stubFor(post(START)
                .withRequestBody(matchingJsonPath("$.previous_messages[?(@.type == 'EXTERNAL')]"))
                .willReturn(json(400, """
                        {"code": "1000001", "message": "Validation failed",
                         "fields": [{"name": "previous_messages[0].type", "description": "unknown"}]}
                        """)));
    }

    private String onlyBody() {
        return talkdesk.findAll(postRequestedFor(urlEqualTo(START))).getFirst().getBodyAsString();
    }
}
