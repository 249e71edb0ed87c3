package io.visavis.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.SharedDemo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A vendor that fails while a chat begins, or that does not even give a token; each fault befalls one account only, so the
 * tests run side by side.
 */
@ExtendWith(SharedDemo.class)
@Execution(ExecutionMode.CONCURRENT)
class VendorFaultOnStartIT {
    private static final String STARTS = "/digital-connect/conversations";
    private static final String TOKENS = "/oauth/token";

    private final Demo demo;
    private final Desk desk;

    VendorFaultOnStartIT(Demo demo) {
        this.demo = demo;
        this.desk = new Desk(demo);
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
                "redirect",
                "endless",
                "gzip-bomb",
                "missing-id"
            })
    void aBrokenLineDelaysTheChatAndStartsItOnce(String kind) {
        startsThrough(Map.of("kind", kind), STARTS, 1);
    }

    @ParameterizedTest
    @CsvSource({"429, 1", "429, soon", "500,", "503, 1", "504,"})
    void aBusyVendorDelaysTheChatAndStartsItOnce(int status, String retryAfter) {
        Map<String, Object> rule = new HashMap<>(Map.of("kind", "status", "status", status));
        if (retryAfter != null) {
            rule.put("retryAfter", retryAfter);
        }
        startsThrough(rule, STARTS, 1);
    }

    @ParameterizedTest
    @CsvSource({"401, 2", "403, 1"})
    void aRefusalOfTheAccountIsSurvived(int status, int calls) {
        startsThrough(Map.of("kind", "status", "status", status), STARTS, calls);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 410, 413, 422})
    void aRefusedStartEndsTheChatWithAReason(int status) {
        Account account = Account.open(demo);
        account.befall(Map.of("kind", "status", "status", status), "POST", STARTS, 1);
        String noTokenYet = desk.fault(Map.of("kind", "late", "seconds", 600, "path", account.place() + TOKENS));
        Story story = Story.begin(account);
        String said = story.visitor().say("Said too early");
        desk.mendFault(noTokenYet);
        JsonNode ended = story.visitor().await("conversation.ended");
        story.awaitFailed(said);

        assertThat(ended.path("data").path("reason").asText()).isEqualTo("failed");
        assertThat(story.count("conversation.ended")).isEqualTo(1);
        assertThat(desk.find(story.email())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "reset-after", "html", "invalid-json", "redirect", "endless", "gzip-bomb"})
    void aBrokenTokenEndpointDelaysTheChat(String kind) {
        startsThrough(Map.of("kind", kind), TOKENS, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 429, 500, 503})
    void aTokenEndpointThatRefusesDelaysTheChat(int status) {
        startsThrough(Map.of("kind", "status", "status", status), TOKENS, 1);
    }

    /** The token endpoint is asked once for all who wait. */
    @Test
    void aSlowTokenEndpointServesEverybodyWithOneToken() {
        Account account = Account.open(demo);
        account.befall(Map.of("kind", "late", "seconds", 1), "POST", TOKENS, 1);
        List<Story> stories = List.of(Story.begin(account), Story.begin(account), Story.begin(account));
        stories.forEach(story -> story.visitor().await("conversation.queued"));

        assertThat(desk.calls(account.place() + TOKENS)).hasSize(1);
        stories.forEach(Story::toldOfNoTrouble);
    }

    private void startsThrough(Map<String, Object> trouble, String path, int calls) {
        Account account = Account.facing(demo, trouble);
        account.befall(trouble, "POST", path, calls);
        Story story = Story.begin(account);
        String early = story.visitor().say("Said while there is trouble");
        story.visitor().await("provider.unavailable");
        story.visitor().await("conversation.queued");
        story.awaitAccepted(early);
        String vendorId = story.vendorId();
        story.vendorHasOnce(vendorId, "Said while there is trouble");

        story.toldOfTroubleOnce();
        assertThat(desk.calls(account.place() + "*/elsewhere")).isEmpty();
        assertThat(story.conversationsAtVendor()).isEqualTo(1);
        assertThat(story.count("conversation.queued")).isEqualTo(1);
        assertThat(story.count("conversation.ended")).isZero();
    }
}
