package io.visavis.acceptance.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.CallPage;
import io.visavis.acceptance.browser.CallProof;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Room;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a TURN server configured nobody learns the other's address: all media goes through the relay. Half of its time is
 * waiting, so another may run beside it.
 */
@Tag("pictures")
@ExtendWith(SharedBrowsers.class)
class RelayedCallIT {
    private final Browsers browsers;

    RelayedCallIT(Browsers browsers) {
        this.browsers = browsers;
    }

    @Test
    void mediaGoesThroughTheRelayAloneWithTheGatewaysCredentials(@TempDir Path home) {
        withAgentWaiting(home, TurnServer.SECRET, (agent, visitor, ticketUrl) -> {
            visitor.open(ticketUrl).join();

            CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());
            assertThat(agent.stats().path("relayed").asBoolean()).isTrue();
            assertThat(visitor.stats().path("relayed").asBoolean()).isTrue();
        });
    }

    @Test
    void aRelayThatRefusesTheCredentialsMakesNoCallAndShowsNoAddress(@TempDir Path home) {
        withAgentWaiting(home, "another secret", (_, visitor, ticketUrl) -> {
            StringBuilder posted = new StringBuilder();
            visitor.page().onRequest(request -> {
                if (request.url().endsWith("/signals") && request.postData() != null) {
                    posted.append(request.postData());
                }
            });
            visitor.open(ticketUrl).join();
            visitor.part("call-remote").waitFor();
            visitor.page().waitForTimeout(3000);

            assertThat(visitor.stats().path("connectionState").asText()).isNotEqualTo("connected");
            assertThat(posted.toString()).contains("\"type\":\"description\"").doesNotContain("typ host");
        });
    }

    /** The relay forgets everything at a time when it takes no password any more that the call began with. */
    @Test
    void aCallThatOutlivesItsPasswordsFindsANewWay(@TempDir Path home) {
        try (TurnServer turn = new TurnServer()) {
            Map<String, String> shortLife = Map.of("VISAVIS_TURN_LIFE", "20s");
            withAgentWaiting(home, turn, TurnServer.SECRET, shortLife, (agent, visitor, ticketUrl) -> {
                visitor.open(ticketUrl).join();
                CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());
                Map<String, Long> first = turn.newestExpiries();
                assertThat(first).hasSize(2);
                long over = Collections.max(first.values()) + 1;
                visitor.page().waitForTimeout((double) Math.max(0, over * 1000 - System.currentTimeMillis()));
                CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());

                turn.restart();
                CallProof.awaitSeenAndHeard(agent.frame(), visitor.frame());
                assertThat(agent.stats().path("relayed").asBoolean()).isTrue();
                Map<String, Long> last = turn.newestExpiries();
                assertThat(last).containsOnlyKeys(first.keySet());
                first.forEach((person, expiry) -> assertThat(last.get(person)).isGreaterThan(expiry));
            });
        }
    }

    /** Even on the side that waits for the other's repairs. */
    @Test
    void aSignallingLineThatIsBackBringsNewPasswordsAndStopsNoPicture(@TempDir Path home) {
        withAgentWaiting(home, TurnServer.SECRET, (agent, visitor, ticketUrl) -> {
            visitor.open(ticketUrl).join();
            CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());
            String before = password(agent);

            agent.page().context().setOffline(true);
            long first = agent.framesDecoded();
            agent.page().waitForTimeout(3000);
            assertThat(agent.framesDecoded()).as("pictures go on").isGreaterThan(first);
            agent.page().context().setOffline(false);

            Await.untilTrue(
                    "new passwords",
                    Duration.ofSeconds(20),
                    () -> !password(agent).equals(before));
            CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());
        });
    }

    /** What the page's connection would show the relay next. */
    private static String password(CallPage page) {
        return (String) page.page()
                .evaluate("() => links.findLast((link) => link.signalingState !== 'closed')"
                        + ".getConfiguration().iceServers.at(-1).credential");
    }

    @FunctionalInterface
    private interface Story {
        void tell(CallPage agent, CallPage visitor, String ticketUrl);
    }

    private void withAgentWaiting(Path home, String secret, Story story) {
        try (TurnServer turn = new TurnServer()) {
            withAgentWaiting(home, turn, secret, Map.of(), story);
        }
    }

    /** A gateway that knows the relay by this secret, an agent who has joined, and a visitor's page without an address. */
    private void withAgentWaiting(Path home, TurnServer turn, String secret, Map<String, String> besides, Story story) {
        Map<String, String> settings = new HashMap<>(besides);
        settings.put("VISAVIS_TURN_URLS", turn.url());
        settings.put("VISAVIS_TURN_SECRET", secret);
        try (Demo demo = Demo.start(home, settings)) {
            Room room = Room.make(demo);
            CallPage agent = new CallPage(browsers.person(480, 360))
                    .keepingLinks()
                    .open(room.agentUrl())
                    .join();
            agent.part("call-waiting").waitFor();
            story.tell(agent, new CallPage(browsers.person(480, 360)), room.ticketUrl());
        }
    }
}
