package io.visavis.talkdesk.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.visavis.talkdesk.Talkdesk.CONVERSATION;
import static io.visavis.talkdesk.Talkdesk.MESSAGES;
import static io.visavis.talkdesk.Talkdesk.REF;
import static io.visavis.talkdesk.Talkdesk.end;
import static io.visavis.talkdesk.Talkdesk.failure;
import static io.visavis.talkdesk.Talkdesk.json;
import static io.visavis.talkdesk.Talkdesk.say;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.visavis.spi.Author;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.ProviderCommand.EndConversation;
import io.visavis.spi.ProviderCommand.SendMessage;
import io.visavis.spi.ProviderCommand.SetTyping;
import io.visavis.spi.ProviderException.Kind;
import io.visavis.talkdesk.Talkdesk;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and the end of a conversation. */
class SendMessageTest {
    private static final OutgoingAttachment INVOICE =
            new OutgoingAttachment("att-1", "invoice.pdf", "application/pdf", 1024);
    private static final String TAKEN =
            "{\"id\":\"c-1\",\"created_at\":\"2025-03-04T09:16:21.437Z\",\"message_id\":\"m-1\"}";

    private final Talkdesk talkdesk = new Talkdesk();

    @AfterEach
    void stop() {
        talkdesk.stop();
    }

    @Test
    void aMessageGoesOutWithItsFilesAndComesBackWithItsId() {
        talkdesk.stubFor(post(MESSAGES).willReturn(json(201, TAKEN)));

        CommandReceipt receipt = talkdesk.connect().commands().send(say("k-2", "See file", INVOICE));

        assertThat(receipt).isEqualTo(CommandReceipt.of("m-1"));
        talkdesk.verify(postRequestedFor(urlEqualTo(MESSAGES))
                .withHeader("x-idempotency-key", equalTo("k-2"))
                .withRequestBody(equalToJson("""
                        {"content": "See file",
                         "attachments": [{"id": "att-1", "name": "invoice.pdf",
                                          "type": "application/pdf", "size": 1024}]}
                        """)));
    }

    @Test
    void textAloneAndFilesAloneLeaveTheOtherOut() {
        talkdesk.stubFor(post(MESSAGES).willReturn(json(201, TAKEN)));
        CommandSender commands = talkdesk.connect().commands();

        commands.send(say("k-1", "Hello"));
        commands.send(say("k-2", " ", INVOICE));

        talkdesk.verify(postRequestedFor(urlEqualTo(MESSAGES)).withRequestBody(equalToJson("{\"content\":\"Hello\"}")));
        assertThat(talkdesk.findAll(postRequestedFor(urlEqualTo(MESSAGES)))
                        .getLast()
                        .getBodyAsString())
                .doesNotContain("content");
        assertThat(failure(() -> commands.send(say("k-3", "\n"))).kind()).isEqualTo(Kind.REJECTED);
    }

    @Test
    void whatWasNotTakenIsToldInWords() {
        talkdesk.stubFor(post(MESSAGES)
                .willReturn(json(206, "{\"message_id\":\"m-1\",\"partial_fail_reason\":\"file type not allowed\"}")));

        CommandReceipt receipt = talkdesk.connect().commands().send(say("k-2", "See file", INVOICE));

        assertThat(receipt)
                .isEqualTo(new CommandReceipt("m-1", "invoice.pdf was not delivered: file type not allowed"));
        talkdesk.verify(1, postRequestedFor(urlEqualTo(MESSAGES)));
    }

    @Test
    void aSuccessWithoutAMessageIdIsTakenAllTheSame() {
        talkdesk.stubFor(post(MESSAGES).willReturn(json(201, "{\"id\":\"c-1\"}")));
        assertThat(talkdesk.connect().commands().send(say("k", "Hi"))).isEqualTo(CommandReceipt.done());

        talkdesk.stubFor(post(MESSAGES).willReturn(aResponse().withStatus(204)));
        assertThat(talkdesk.connect().commands().send(say("k", "Hi"))).isEqualTo(CommandReceipt.done());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "404; {\"code\":\"404\",\"message\":\"gone\"}",
                "409; {\"code\":\"3016011\",\"message\":\"ended\"}",
                "409; {\"code\":3016011,\"message\":\"ended\"}",
                "409; {\"code\":\"1\",\"message\":\"conflict\"}",
                "400; {\"code\":\"3016011\",\"message\":\"ended\"}",
                "422; {\"code\":3016011}",
                "410; <html>"
            })
    void aConversationThatIsOverSaysSo(int status, String body) {
        talkdesk.stubFor(post(MESSAGES).willReturn(json(status, body)));

        assertThat(failure(() -> talkdesk.connect().commands().send(say("k", "Hi")))
                        .kind())
                .isEqualTo(Kind.CONVERSATION_OVER);
    }

    @Test
    void aConflictAfterAnUnclearFirstAttemptMeansTheMessageWasTaken() {
        CommandSender commands = talkdesk.connect().commands();
        talkdesk.stubFor(post(MESSAGES).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThat(failure(() -> commands.send(say("k-1", "Hi"))).kind()).isEqualTo(Kind.UNCERTAIN);

        talkdesk.stubFor(post(MESSAGES).willReturn(json(409, "{\"code\":\"77\",\"message\":\"duplicate\"}")));

        assertThat(commands.send(say("k-1", "Hi"))).isEqualTo(CommandReceipt.done());
        assertThat(failure(() -> commands.send(say("k-2", "Hi"))).kind()).isEqualTo(Kind.CONVERSATION_OVER);
    }

    @Test
    void aConflictAfterAnAttemptThatNeverLeftMeansTheConversationIsOver() {
        talkdesk.stubFor(post("/oauth/token").willReturn(aResponse().withStatus(503)));
        CommandSender commands = talkdesk.connect("private-key", AccessTokenTest.key(), "key-id", "kid-1")
                .commands();
        assertThat(failure(() -> commands.send(say("k-1", "Hi"))).kind()).isEqualTo(Kind.UNAVAILABLE);
        talkdesk.verify(0, postRequestedFor(urlEqualTo(MESSAGES)));

        talkdesk.stubFor(post("/oauth/token")
                .willReturn(json(200, "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":300}")));
        talkdesk.stubFor(post(MESSAGES).willReturn(json(409, "{\"code\":\"77\",\"message\":\"conflict\"}")));

        assertThat(failure(() -> commands.send(say("k-1", "Hi"))).kind()).isEqualTo(Kind.CONVERSATION_OVER);
    }

    @Test
    void aTextIsAsLongAsThoseWhoWriteItCount() {
        talkdesk.stubFor(post(MESSAGES).willReturn(json(201, TAKEN)));
        CommandSender commands = talkdesk.connect().commands();
        int longest = Caps.DEFAULT.messageLength();

        commands.send(say("k-1", "😀".repeat(longest)));
        commands.send(say("k-2", "😀".repeat(longest + 1)));

        String cut = "😀".repeat(longest - Truncation.MARK.length()) + Truncation.MARK;
        for (String text : List.of("😀".repeat(longest), cut)) {
            talkdesk.verify(postRequestedFor(urlEqualTo(MESSAGES))
                    .withRequestBody(equalToJson("{\"content\":\"" + text + "\"}")));
        }
    }

    @Test
    void anEndedConversationIsOverAlsoAfterAnUnclearFirstAttempt() {
        CommandSender commands = talkdesk.connect().commands();
        talkdesk.stubFor(post(MESSAGES).willReturn(aResponse().withStatus(503)));
        assertThat(failure(() -> commands.send(say("k-1", "Hi"))).kind()).isEqualTo(Kind.UNAVAILABLE);

        talkdesk.stubFor(post(MESSAGES).willReturn(json(409, "{\"code\":3016011,\"message\":\"ended\"}")));

        assertThat(failure(() -> commands.send(say("k-1", "Hi"))).kind()).isEqualTo(Kind.CONVERSATION_OVER);
    }

    @Test
    void aForeignIdStaysInsideItsPathSegment() {
        CommandSender commands = talkdesk.connect().commands();
        ConversationRef climbing = new ConversationRef("g", "../../attachments/x?y#z", null);
        ConversationRef dots = new ConversationRef("g", "..", null);

        failure(() -> commands.send(new SendMessage("k", climbing, Author.Kind.VISITOR, "Hi", List.of())));
        commands.send(new EndConversation("k", dots));

        assertThat(talkdesk.getAllServeEvents())
                .extracting(event -> event.getRequest().getUrl())
                .containsExactlyInAnyOrder(
                        "/digital-connect/conversations/..%2F..%2Fattachments%2Fx%3Fy%23z/messages",
                        "/digital-connect/conversations/%2E%2E");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 404, 409, 410})
    void endingSucceedsAlsoWhenItIsOver(int status) {
        talkdesk.stubFor(delete(CONVERSATION).willReturn(aResponse().withStatus(status)));

        assertThat(talkdesk.connect().commands().send(end())).isEqualTo(CommandReceipt.done());
        assertThat(talkdesk.findAll(deleteRequestedFor(urlEqualTo(CONVERSATION))))
                .singleElement()
                .satisfies(request -> assertThat(request.getBody()).isEmpty());
    }

    @Test
    void endingSucceedsWhenTheCodeSaysItIsOver() {
        talkdesk.stubFor(delete(CONVERSATION).willReturn(json(400, "{\"code\":3016011,\"message\":\"x\"}")));
        assertThat(talkdesk.connect().commands().send(end())).isEqualTo(CommandReceipt.done());

        talkdesk.stubFor(delete(CONVERSATION).willReturn(json(400, "{\"code\":\"1\",\"message\":\"x\"}")));
        assertThat(failure(() -> talkdesk.connect().commands().send(end())).kind())
                .isEqualTo(Kind.REJECTED);
    }

    @Test
    void aCommandThatDigitalConnectDoesNotHaveIsUnsupported() {
        assertThat(failure(() -> talkdesk.connect().commands().send(new SetTyping("k", REF, true)))
                        .kind())
                .isEqualTo(Kind.UNSUPPORTED);
    }
}
