package io.visavis.acceptance.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.CallPage;
import io.visavis.acceptance.browser.CallProof;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Room;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** With a TURN server configured nobody learns the other's address: all media goes through the relay. */
@Isolated("its pictures need the processor")
class RelayedCallIT {

    @Test
    void mediaGoesThroughTheRelayAloneWithTheGatewaysCredentials(@TempDir Path home) {
        try (TurnServer turn = new TurnServer();
                Demo demo = Demo.start(
                        home, Map.of("VISAVIS_TURN_URLS", turn.url(), "VISAVIS_TURN_SECRET", TurnServer.SECRET));
                Browsers browsers = new Browsers()) {
            Room room = Room.make(demo);
            CallPage agent = new CallPage(browsers.person(900, 640))
                    .open(room.agentUrl())
                    .join();
            agent.part("call-waiting").waitFor();
            CallPage visitor = new CallPage(browsers.person(900, 640))
                    .open(room.ticketUrl())
                    .join();

            CallProof.assertSeenAndHeard(agent.frame(), visitor.frame());
            assertThat(agent.stats().path("relayed").asBoolean()).isTrue();
            assertThat(visitor.stats().path("relayed").asBoolean()).isTrue();
        }
    }

    @Test
    void aRelayThatRefusesTheCredentialsMakesNoCallAndShowsNoAddress(@TempDir Path home) {
        try (TurnServer turn = new TurnServer();
                Demo demo = Demo.start(
                        home, Map.of("VISAVIS_TURN_URLS", turn.url(), "VISAVIS_TURN_SECRET", "another secret"));
                Browsers browsers = new Browsers()) {
            Room room = Room.make(demo);
            CallPage agent = new CallPage(browsers.person(900, 640))
                    .open(room.agentUrl())
                    .join();
            agent.part("call-waiting").waitFor();
            CallPage visitor = new CallPage(browsers.person(900, 640));
            StringBuilder posted = new StringBuilder();
            visitor.page().onRequest(request -> {
                if (request.url().endsWith("/signals") && request.postData() != null) {
                    posted.append(request.postData());
                }
            });
            visitor.open(room.ticketUrl()).join();
            visitor.part("call-remote").waitFor();
            visitor.page().waitForTimeout(3000);

            assertThat(visitor.stats().path("connectionState").asText()).isNotEqualTo("connected");
            assertThat(posted.toString()).contains("\"type\":\"description\"").doesNotContain("typ host");
        }
    }
}
