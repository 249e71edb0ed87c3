package io.visavis.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.SharedDemo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A vendor that fails while a chat runs; each fault befalls one conversation only, so the tests run side by side. */
@ExtendWith(SharedDemo.class)
@Execution(ExecutionMode.CONCURRENT)
class VendorFaultOnMessageIT {
    private final Demo demo;

    VendorFaultOnMessageIT(Demo demo) {
        this.demo = demo;
    }

    static Stream<Named<Map<String, Object>>> passingTrouble() {
        return Stream.of(
                status(429, "1"),
                status(429, "soon"),
                status(429, "-5"),
                status(408, null),
                status(500, null),
                status(502, null),
                status(503, "Fri, 31 Dec 1999 23:59:59 GMT"),
                status(504, null),
                trouble("refuse"),
                trouble("reset-before"),
                trouble("reset-after"),
                trouble("slow-headers"),
                trouble("slow-body"),
                trouble("hang"),
                trouble("late"),
                trouble("html"),
                trouble("invalid-json"),
                trouble("redirect"),
                trouble("endless"),
                trouble("gzip-bomb"),
                Named.of("500 after the vendor took it", Map.of("kind", "status", "status", 500, "after", true)));
    }

    private static Named<Map<String, Object>> trouble(String kind) {
        return Named.of(kind, Map.of("kind", kind));
    }

    private static Named<Map<String, Object>> status(int status, String retryAfter) {
        Map<String, Object> rule = new HashMap<>(Map.of("kind", "status", "status", status));
        if (retryAfter != null) {
            rule.put("retryAfter", retryAfter);
        }
        return Named.of(status + (retryAfter == null ? "" : " Retry-After " + retryAfter), rule);
    }

    @ParameterizedTest
    @MethodSource("passingTrouble")
    void passingTroubleIsToldOnceAndTheMessageArrivesOnce(Map<String, Object> trouble) {
        Story story = Story.queued(Account.facing(demo, trouble));
        String vendorId = story.vendorId();
        befall(story, vendorId, trouble, 2);
        String first = story.visitor().say("First through trouble");
        String second = story.visitor().say("Second through trouble");
        story.awaitAccepted(first);
        story.awaitAccepted(second);

        story.toldOfTroubleOnce();
        assertThat(story.desk().calls(story.account().place() + "*/elsewhere")).isEmpty();
        assertThat(story.desk().texts(vendorId)).containsExactly("First through trouble", "Second through trouble");
        assertThat(story.count("message.accepted")).isEqualTo(2);
        assertThat(story.count("message.failed")).isZero();
    }

    @Test
    void aRefusedTokenIsReplacedAndNobodyNotices() {
        Story story = Story.queued(Account.open(demo));
        String vendorId = story.vendorId();
        befall(story, vendorId, Map.of("kind", "status", "status", 401), 1);
        story.awaitAccepted(story.visitor().say("With a token refused once"));

        story.toldOfNoTrouble();
        story.vendorHasOnce(vendorId, "With a token refused once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"close-silently", "twice", "continue-first"})
    void aServerThatHandlesItsConnectionsBadlyIsNotNoticed(String kind) {
        Story story = Story.queued(Account.open(demo));
        String vendorId = story.vendorId();
        befall(story, vendorId, Map.of("kind", kind), 2);
        for (String text : List.of("First", "Second", "Third")) {
            story.awaitAccepted(story.visitor().say(text));
        }

        story.toldOfNoTrouble();
        assertThat(story.desk().texts(vendorId)).containsExactly("First", "Second", "Third");
    }

    @Test
    void anAnswerWithoutTheConversationsIdIsAnAnswer() {
        Story story = Story.queued(Account.open(demo));
        String vendorId = story.vendorId();
        befall(story, vendorId, Map.of("kind", "missing-id"), 1);
        story.awaitAccepted(story.visitor().say("Answered without id"));

        story.toldOfNoTrouble();
        story.vendorHasOnce(vendorId, "Answered without id");
    }

    /** Only a person can mend these at the vendor's; once done, the message goes by itself. */
    @ParameterizedTest
    @CsvSource({"401, 2", "403, 1"})
    void aRefusalOfTheAccountIsSurvived(int status, int calls) {
        Story story = Story.queued(Account.open(demo));
        String vendorId = story.vendorId();
        befall(story, vendorId, Map.of("kind", "status", "status", status), calls);
        String said = story.visitor().say("While the account is refused");
        story.visitor()
                .await(
                        "provider.unavailable",
                        data -> data.path("reason").asText().equals("authentication"));
        story.awaitAccepted(said);

        story.toldOfTroubleOnce();
        story.vendorHasOnce(vendorId, "While the account is refused");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422, 405})
    void aRefusedMessageFailsWithAReasonAndTheNextOneGoes(int status) {
        Story story = Story.queued(Account.open(demo));
        String vendorId = story.vendorId();
        befall(story, vendorId, Map.of("kind", "status", "status", status), 1);
        String refused = story.visitor().say("Refused");
        String next = story.visitor().say("Next");
        String reason = story.awaitFailed(refused).path("data").path("reason").asText();
        story.awaitAccepted(next);

        assertThat(reason).isEqualTo("rejected");
        story.toldOfNoTrouble();
        assertThat(story.desk().texts(vendorId)).containsExactly("Next");
        assertThat(story.count("conversation.ended")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 410})
    void aConversationTheVendorNoLongerHasEndsOnce(int status) {
        Story story = Story.queued(Account.open(demo));
        befall(story, story.vendorId(), Map.of("kind", "status", "status", status), 1);
        String first = story.visitor().say("Is anyone there?");
        story.awaitFailed(first);
        story.visitor().await("conversation.ended");

        assertThat(story.count("conversation.ended")).isEqualTo(1);
        assertThat(story.count("message.accepted")).isZero();
        assertThat(story.visitor()
                        .command(UUID.randomUUID().toString(), "message.send", Map.of("text", "Hello?"))
                        .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset-after", "hang", "invalid-json", "html"})
    void anEndReachesTheVendorThroughTrouble(String kind) {
        Map<String, Object> trouble = Map.of("kind", kind);
        Story story = Story.queued(Account.facing(demo, trouble));
        String vendorId = story.vendorId();
        story.account().befall(trouble, "DELETE", "/digital-connect/conversations/" + vendorId, 2);
        story.visitor().command("conversation.end", Map.of()).expect(202);
        story.visitor().await("conversation.ended");
        story.awaitEndedAtVendor(vendorId);

        assertThat(story.count("conversation.ended")).isEqualTo(1);
        story.toldOfNoTrouble();
    }

    private static void befall(Story story, String vendorId, Map<String, Object> trouble, int count) {
        story.account().befall(trouble, "POST", "/digital-connect/conversations/" + vendorId + "/messages", count);
    }
}
