package io.visavis.acceptance.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.CallPage;
import io.visavis.acceptance.browser.CallProof;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.browser.UdpRelay;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Room;
import io.visavis.acceptance.harness.SharedDemo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A call whose pictures and sound find no way for a while. Most of its time there are none, so another may run beside it. */
@Tag("pictures")
@ExtendWith({SharedDemo.class, SharedBrowsers.class})
class MediaPathIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /**
     * Media must be back three seconds after its path is: before both sides have sent as many more pictures as they send in
     * that time. They count the time, for where a machine stands still now and then, so do they.
     */
    private static final int BACK_AGAIN_PICTURES = 3 * 20;

    private final Demo demo;
    private final Browsers browsers;

    MediaPathIT(Demo demo, Browsers browsers) {
        this.demo = demo;
        this.browsers = browsers;
    }

    private CallPage person(UdpRelay relay) {
        return new CallPage(browsers.person(480, 360)).through(relay);
    }

    /** Cut too shortly for the browser to notice, until it says {@code disconnected}, and until it says {@code failed}. */
    @Test
    void mediaIsBackSoonAfterItsPath() {
        try (UdpRelay relay = new UdpRelay()) {
            Room room = Room.make(demo);
            CallPage agent = person(relay).open(room.agentUrl()).join();
            CallPage visitor = person(relay).open(room.ticketUrl()).join();
            CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());
            // A decoder that has hardly begun takes any gap for the way of the line, and waits for more of it.
            pump(visitor.page(), agent.page(), 8);

            for (int seconds : List.of(3, 8, 20)) {
                relay.block(true);
                pump(visitor.page(), agent.page(), seconds);
                JsonNode visitorStopped = visitor.stats();
                JsonNode agentStopped = agent.stats();
                relay.block(false);

                // What the pages signal passes through this thread, and a rest between two looks would hold it up.
                long giveUp = System.nanoTime() + PATIENCE.toNanos();
                boolean back = false;
                long sent = 0;
                while (!back && sent < BACK_AGAIN_PICTURES && System.nanoTime() < giveUp) {
                    pump(visitor.page(), agent.page(), 0);
                    JsonNode seen = visitor.stats();
                    JsonNode shown = agent.stats();
                    back = rise(visitorStopped, seen, "framesDecoded") > 0
                            && rise(agentStopped, shown, "framesDecoded") > 0;
                    sent = Math.min(
                            rise(visitorStopped, seen, "framesEncoded"), rise(agentStopped, shown, "framesEncoded"));
                }
                assertThat(back)
                        .as("pictures again on both sides after a cut of %d s, %d sent meanwhile", seconds, sent)
                        .isTrue();
            }
            CallProof.awaitSeenAndHeard(agent.frame(), visitor.frame());
        }
    }

    private static long rise(JsonNode before, JsonNode after, String counter) {
        return after.path(counter).asLong() - before.path(counter).asLong();
    }

    /** Lets time pass while both pages' requests are passed on. */
    private static void pump(Page one, Page other, int seconds) {
        for (int i = 0; i < Math.max(1, seconds * 5); i++) {
            one.waitForTimeout(100);
            other.waitForTimeout(seconds == 0 ? 10 : 100);
        }
    }
}
