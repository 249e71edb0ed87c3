package io.visavis.acceptance.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.CallPage;
import io.visavis.acceptance.browser.CallProof;
import io.visavis.acceptance.browser.Screens;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Room;
import io.visavis.acceptance.harness.SharedDemo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Two people and a room, without a chat: the link of the agent and the ticket of the visitor. */
@Tag("pictures")
@Isolated("its pictures need the processor")
@ExtendWith({SharedDemo.class, SharedBrowsers.class})
class CallSuiteIT {
    private static final String FAKE_UI = "--use-fake-ui-for-media-stream";
    private static final String FAKE_DEVICE = "--use-fake-device-for-media-stream";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Who reloads is back by themselves, on a machine with more to do than it can, too. */
    private static final Duration BACK_AFTER_RELOAD = Duration.ofSeconds(8);

    private final Demo demo;
    private final Browsers browsers;

    CallSuiteIT(Demo demo, Browsers browsers) {
        this.demo = demo;
        this.browsers = browsers;
    }

    /** In a small window: to show a call takes more of the processor than to hold it. */
    private CallPage person() {
        return new CallPage(browsers.person(480, 360));
    }

    private CallPage person(String... devices) {
        return new CallPage(browsers.person(480, 360, List.of(devices)));
    }

    private static void keep(CallPage page, String name) {
        page.page().setViewportSize(900, 640);
        Screens.keep(page.page(), name);
    }

    @Test
    void theAgentJoinsFirst() {
        Room room = Room.make(demo);
        CallPage agent = person().open(room.agentUrl()).join();
        agent.part("call-waiting").waitFor();
        CallPage visitor = person().open(room.ticketUrl()).join();

        CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());
        keep(visitor, "call-standalone");
    }

    @Test
    void theVisitorJoinsFirst() {
        Room room = Room.make(demo);
        CallPage visitor = person().open(room.ticketUrl()).join();
        visitor.part("call-waiting").waitFor();
        CallPage agent = person().open(room.agentUrl()).join();

        CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());
    }

    @Test
    void whoLostTheAnswerToTheirTicketJoinsAfterAReloadAndNobodyElseDoes() {
        Room room = Room.make(demo);
        CallPage visitor = person().open(room.ticketUrl());
        visitor.page().route("**/redeem", route -> {
            route.fetch();
            route.abort();
        });
        visitor.join().part("call-error").waitFor();
        visitor.page().unroute("**/redeem");

        CallPage stranger = person().open(room.ticketUrl());
        stranger.part("call-error").waitFor();
        assertThat(stranger.part("call-error").getAttribute("data-problem")).isEqualTo("ticket-used");
        stranger.page().context().close();
        visitor.page().reload();
        visitor.join().part("call-waiting").waitFor();
    }

    @Test
    void aTicketIsForOnePersonWhoMayReload() {
        Room room = Room.make(demo);
        // A link preview, a scanner and a prefetch spend nothing.
        for (int i = 0; i < 3; i++) {
            Http.get(room.ticketUrl()).expect(200);
        }
        CallPage agent = person().open(room.agentUrl()).join();
        CallPage second = person().open(room.ticketUrl());
        second.part("call-join").waitFor();
        CallPage visitor = person().open(room.ticketUrl()).join();
        CallProof.awaitConnected(visitor.frame());

        second.join().part("call-error").waitFor();
        assertThat(second.part("call-error").getAttribute("data-problem")).isEqualTo("ticket-used");
        keep(second, "call-ticket-used");
        agent.page().locator("[data-notice=ticket-refused]").waitFor();
        second.page().context().close();

        visitor.page().reload();
        CallProof.awaitConnected(visitor.frame(), BACK_AFTER_RELOAD);
        CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());
    }

    /** The page comes back by itself; who clicks meanwhile, as soon as there is anything to click, does no harm. */
    @Test
    void anImpatientClickAfterAReloadDoesNoHarm() {
        Room room = Room.make(demo);
        CallPage agent = person().open(room.agentUrl()).join();
        CallPage visitor = person().open(room.ticketUrl()).join();
        CallProof.awaitConnected(visitor.frame());

        visitor.joiningAtFirstSight().page().reload();
        CallProof.awaitConnected(visitor.frame(), BACK_AFTER_RELOAD);
        assertDecode(agent, visitor);
    }

    @Test
    void anExpiredTicketIsRefused() {
        Room room = Room.make(demo, 1);
        CallPage visitor = person().open(room.ticketUrl());
        visitor.part("call-join").waitFor();
        visitor.page().waitForTimeout(1500);
        visitor.join();

        visitor.part("call-error").waitFor();
        assertThat(visitor.part("call-error").getAttribute("data-problem")).isEqualTo("ticket-expired");
    }

    @Test
    void withoutACameraOneIsHeard() {
        Room room = Room.make(demo);
        CallPage agent = person().open(room.agentUrl()).join();
        CallPage visitor = person(FAKE_DEVICE + "=device-count=0", FAKE_UI)
                .open(room.ticketUrl())
                .join();

        CallProof.assertHeard(agent.frame(), visitor.frame());
        assertDecodes(visitor);
    }

    @Test
    void withDevicesBlockedOneIsToldWhyAndSeesAndHearsTheOther() {
        Room room = Room.make(demo);
        CallPage agent = person().open(room.agentUrl()).join();
        CallPage visitor = person(FAKE_DEVICE, FAKE_UI + "=deny").open(room.ticketUrl());
        visitor.part("call-join").waitFor();
        Await.untilTrue(
                "the blocked devices are explained",
                PATIENCE,
                () -> visitor.page()
                        .locator("body")
                        .innerText()
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains("block"));
        keep(visitor, "call-blocked");
        visitor.join();

        CallProof.assertSeesAndHears(visitor.frame());
        assertShowsAListener(agent);
    }

    /** A computer that has neither: said before, and no reason to stay outside. */
    @Test
    void withoutAnyDeviceOneIsToldSoAndSeesAndHearsTheOther() {
        Room room = Room.make(demo);
        CallPage agent = person().open(room.agentUrl()).join();
        CallPage visitor = person(FAKE_UI).open(room.ticketUrl());
        Locator advice = visitor.part("call-error");
        advice.waitFor();
        assertThat(advice.getAttribute("data-problem")).isEqualTo("none");
        assertThat(advice.innerText()).contains("We found no camera and no microphone.", "join to listen");
        assertThat(visitor.part("call-join").innerText().strip()).isEqualTo("Join and listen");
        keep(visitor, "call-no-devices");
        visitor.join();

        CallProof.assertSeesAndHears(visitor.frame());
        assertShowsAListener(agent);
    }

    /** The agent knows why nothing is to be seen or heard, and nothing is wrong. */
    private static void assertShowsAListener(CallPage agent) {
        agent.part("call-remote-camera-off").waitFor();
        agent.part("call-remote-muted").waitFor();
        assertThat(agent.stats().path("connectionState").asText()).isEqualTo("connected");
        assertThat(agent.stats().path("errors")).isEmpty();
    }

    @Test
    void audioOnlyIsHeardBothWays() {
        Room room = Room.make(demo);
        CallPage agent = person().open(room.agentUrl());
        agent.part("call-preview-camera").click();
        agent.join();
        CallPage visitor = person().open(room.ticketUrl());
        visitor.part("call-preview-camera").click();
        visitor.join();

        CallProof.assertHeard(agent.frame(), visitor.frame());
        visitor.part("call-remote-camera-off").waitFor();
    }

    @Test
    void aScreenIsSharedAndStopped() {
        Room room = Room.make(demo);
        CallPage agent = person().open(room.agentUrl()).join();
        CallPage visitor = person().open(room.ticketUrl()).join();
        CallProof.awaitConnected(visitor.frame());
        agent.part("call-share").click();
        visitor.part("call-screen-video").waitFor();
        Await.untilTrue("the screen has a picture", PATIENCE, () ->
                (Boolean) visitor.part("call-screen-video").evaluate("video => video.videoWidth > 0 && !video.paused"));

        agent.part("call-stop-share").first().click();
        visitor.part("call-screen-video").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());
    }

    @Test
    void aLostSignallingLineStopsNoPicture() {
        Room room = Room.make(demo);
        CallPage agent = person().open(room.agentUrl()).join();
        CallPage visitor = person().open(room.ticketUrl()).join();
        CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());
        long usual = framesIn(visitor, 3);

        // DevTools' "offline" cuts HTTP and leaves WebRTC alone: just what is wanted here.
        visitor.page().context().setOffline(true);
        long offline = framesIn(visitor, 3);
        visitor.page().context().setOffline(false);

        assertThat(offline).as("frames while the line was down").isGreaterThanOrEqualTo(usual / 2);
        CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());
        // The line is back: what one side does is known to the other.
        visitor.part("call-mute").click();
        agent.part("call-remote-muted").waitFor();
    }

    @Test
    void aGatewayThatStartsAgainFindsTheCallStillGoing() {
        Room room = Room.make(demo);
        CallPage agent = person().open(room.agentUrl()).join();
        CallPage visitor = person().open(room.ticketUrl()).join();
        CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());
        long usual = framesIn(visitor, 2);

        demo.gateway().kill();
        long before = visitor.framesDecoded();
        visitor.page().locator("[data-notice=signalling]").waitFor();
        assertThat(framesIn(visitor, 2)).as("frames without a gateway").isGreaterThanOrEqualTo(usual / 2);
        demo.restartGateway(Map.of());

        CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());
        visitor.page()
                .locator("[data-notice=signalling]")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        // What one side does is known to the other again, and the call has not begun anew.
        visitor.part("call-mute").click();
        agent.part("call-remote-muted").waitFor();
        assertThat(visitor.framesDecoded()).isGreaterThan(before);
    }

    @Test
    void twentySimultaneousClicksMakeTwentyCalls() {
        CallPage agent = person();
        CallPage visitor = person();
        for (int i = 0; i < 20; i++) {
            Room room = Room.make(demo);
            agent.opening(room.agentUrl());
            visitor.opening(room.ticketUrl());
            agent.part("call-join").waitFor();
            visitor.part("call-join").waitFor();
            long at = System.currentTimeMillis() + 100;
            agent.joinAt(at);
            visitor.joinAt(at);
            assertDecode(agent, visitor);
        }
    }

    private static void assertDecode(CallPage... pages) {
        for (CallPage page : pages) {
            CallProof.awaitConnected(page.frame());
            assertDecodes(page);
        }
    }

    private static void assertDecodes(CallPage page) {
        long before = page.framesDecoded();
        Await.untilTrue("pictures arrive", PATIENCE, () -> page.framesDecoded() > before);
    }

    /** What the page shows in this time, looked at once a second: it never stands still. */
    private static long framesIn(CallPage page, int seconds) {
        long first = page.framesDecoded();
        long last = first;
        for (int i = 0; i < seconds; i++) {
            page.page().waitForTimeout(1000);
            long now = page.framesDecoded();
            assertThat(now).as("pictures go on").isGreaterThan(last);
            last = now;
        }
        return last - first;
    }
}
