package io.visavis.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A vendor that fails while a chat begins, that does not even give a token, or that is gone. One fault at a time, at a
 * vendor to whom nobody else talks.
 */
class VendorFaultOnStartIT {
    private static final String STARTS = "/digital-connect/conversations";
    private static final String TOKENS = "/oauth/token";

    @TempDir
    static Path home;

    private static Demo demo;

    private final Account account = Account.open(demo);
    private final Desk desk = new Desk(demo);

    @BeforeAll
    static void start() {
        demo = Demo.start(home);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @AfterEach
    void mend() {
        desk.mendFaults();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refuse",
                "reset-before",
                "reset-after",
                "hang",
                "late",
                "slow-headers",
                "html",
                "invalid-json",
                "missing-id"
            })
    void aBrokenLineDelaysTheChatAndStartsItOnce(String kind) {
        fault(STARTS, Map.of("kind", kind));

        startsThroughTrouble("the line broke: " + kind);
    }

    @ParameterizedTest
    @CsvSource({"429, 1", "429, soon", "500,", "503, 1", "504,"})
    void aBusyVendorDelaysTheChatAndStartsItOnce(int status, String retryAfter) {
        Map<String, Object> rule = new HashMap<>(Map.of("kind", "status", "status", status));
        if (retryAfter != null) {
            rule.put("retryAfter", retryAfter);
        }
        fault(STARTS, rule);

        startsThroughTrouble("busy");
    }

    @ParameterizedTest
    @CsvSource({"401, 2", "403, 1"})
    void aRefusalOfTheAccountIsSurvived(int status, int calls) {
        desk.fault(Map.of("kind", "status", "status", status, "count", calls, "path", STARTS, "method", "POST"));

        startsThroughTrouble("refused");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 410, 413, 422})
    void aRefusedStartEndsTheChatWithAReason(int status) {
        fault(STARTS, Map.of("kind", "status", "status", status));
        Story story = Story.begin(account);
        String said = story.visitor().say("Said too early");
        JsonNode ended = story.visitor().await("conversation.ended");
        story.awaitFailed(said);

        assertThat(ended.path("data").path("reason").asText()).isEqualTo("failed");
        assertThat(story.count("conversation.ended")).isEqualTo(1);
        assertThat(desk.find(story.email())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "reset-after", "html", "invalid-json"})
    void aBrokenTokenEndpointDelaysTheChat(String kind) {
        fault(TOKENS, Map.of("kind", kind));

        startsThroughTrouble("no token");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 429, 500, 503})
    void aTokenEndpointThatRefusesDelaysTheChat(int status) {
        fault(TOKENS, Map.of("kind", "status", "status", status));

        startsThroughTrouble("no token");
    }

    /** The token endpoint is asked once for all who wait. */
    @Test
    void aSlowTokenEndpointServesEverybodyWithOneToken() {
        int before = desk.calls(TOKENS).size();
        fault(TOKENS, Map.of("kind", "late", "seconds", 1));
        List<Story> stories = List.of(Story.begin(account), Story.begin(account), Story.begin(account));
        stories.forEach(story -> story.visitor().await("conversation.queued"));

        assertThat(desk.calls(TOKENS).size() - before).isEqualTo(1);
        stories.forEach(Story::toldOfNoTrouble);
    }

    /** It has forgotten everything when it comes back, tokens and chats. */
    @Test
    void aChatBegunInAnOutageReachesTheVendorAndOneFromBeforeEndsHonestly() {
        Story before = Story.queued(account);
        demo.sandbox().kill();
        Story during = Story.begin(account);
        String early = during.visitor().say("Begun in the outage");
        String lost = before.visitor().say("Are you there?");
        during.visitor().await("provider.unavailable");
        before.visitor().await("provider.unavailable");
        demo.restartSandbox();
        during.awaitAccepted(early);
        before.awaitFailed(lost);
        before.visitor().await("conversation.ended");

        during.toldOfTroubleOnce();
        during.vendorHasOnce(during.vendorId(), "Begun in the outage");
        assertThat(during.conversationsAtVendor()).isEqualTo(1);
        assertThat(before.count("provider.unavailable")).isEqualTo(1);
        assertThat(before.count("conversation.ended")).isEqualTo(1);
    }

    private void startsThroughTrouble(String subject) {
        Story story = Story.begin(account);
        String early = story.visitor().say("Said while it is " + subject);
        story.visitor().await("provider.unavailable");
        story.visitor().await("conversation.queued");
        story.awaitAccepted(early);
        String vendorId = story.vendorId();
        story.vendorHasOnce(vendorId, "Said while it is " + subject);

        story.toldOfTroubleOnce();
        assertThat(story.conversationsAtVendor()).isEqualTo(1);
        assertThat(story.count("conversation.queued")).isEqualTo(1);
        assertThat(story.count("conversation.ended")).isZero();
    }

    private void fault(String path, Map<String, Object> rule) {
        Map<String, Object> once = new HashMap<>(rule);
        once.put("count", 1);
        once.put("path", path);
        once.put("method", "POST");
        desk.fault(once);
    }
}
