package io.visavis.acceptance.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.CallPage;
import io.visavis.acceptance.browser.CallProof;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Room;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** With a TURN server configured nobody learns the other's address: all media goes through the relay. */
@Isolated("its pictures need the processor")
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

    @FunctionalInterface
    private interface Story {
        void tell(CallPage agent, CallPage visitor, String ticketUrl);
    }

    /** A gateway that knows the relay by this secret, an agent who has joined, and a visitor's page without an address. */
    private void withAgentWaiting(Path home, String secret, Story story) {
        try (TurnServer turn = new TurnServer();
                Demo demo = Demo.start(home, Map.of("VISAVIS_TURN_URLS", turn.url(), "VISAVIS_TURN_SECRET", secret))) {
            Room room = Room.make(demo);
            CallPage agent = new CallPage(browsers.person(480, 360))
                    .open(room.agentUrl())
                    .join();
            agent.part("call-waiting").waitFor();
            story.tell(agent, new CallPage(browsers.person(480, 360)), room.ticketUrl());
        }
    }
}
