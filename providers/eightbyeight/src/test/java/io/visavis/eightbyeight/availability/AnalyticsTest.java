package io.visavis.eightbyeight.availability;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static io.visavis.eightbyeight.EightByEight.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.eightbyeight.EightByEight;
import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.Availability;
import io.visavis.spi.Availability.Confidence;
import io.visavis.spi.Availability.Report;
import io.visavis.spi.Availability.State;
import io.visavis.spi.Provider;
import io.visavis.spi.Setup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Realtime metrics that want a token (contract 1.2 and 5.2, A), when the token or the question is refused. */
class AnalyticsTest {
    private static final String TOKEN = "/oauth/v2/token";
    private static final String METRICS = "/analytics/cc/v5/realtime-metrics/queues";
    private static final String QUEUE = METRICS + "/118";
    private static final Report UNKNOWN = new Report(State.UNKNOWN, null, null, null, Confidence.UNKNOWN);

    private final EightByEight vendor = new EightByEight();

    @AfterEach
    void stop() {
        vendor.close();
    }

    /** The first token is that of the contract's example, all later ones are another. */
    @BeforeEach
    void everyTokenButTheFirstIsAnother() {
        String token = WireSchemas.text("response-oauth-token.json");
        vendor.stubFor(post(TOKEN)
                .inScenario("tokens")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("later")
                .willReturn(json(200, token)));
        vendor.stubFor(post(TOKEN)
                .inScenario("tokens")
                .whenScenarioStateIs("later")
                .willReturn(json(200, token.replace("EXAMPLE-TOKEN", "LATER-TOKEN"))));
    }

    private Provider connect() {
        return vendor.connect(
                "statistics", "ANALYTICS", "api-secret", "secret-1", "cg-queue-id", "118", "cg-channel-id", "");
    }

    private Availability availability() {
        return connect().availability().orElseThrow();
    }

    @Test
    void aTokenThatIsRefusedIsFetchedAnewOnce() {
        vendor.stubFor(get(QUEUE).willReturn(status(401)));
        vendor.stubFor(get(QUEUE)
                .withHeader("Authorization", equalTo("Bearer LATER-TOKEN"))
                .willReturn(json(200, WireSchemas.text("response-realtime-metrics-queue.json"))));
        Availability role = availability();

        for (int i = 0; i < 2; i++) {
            assertThat(role.ask(Map.of())).isEqualTo(new Report(State.UNKNOWN, null, 3, 41L, Confidence.ESTIMATED));
        }
        vendor.verify(2, postRequestedFor(urlEqualTo(TOKEN)));
        vendor.verify(3, getRequestedFor(urlEqualTo(QUEUE)));
    }

    @Test
    void aSecondRefusalIsTheAnswer() {
        vendor.stubFor(get(QUEUE).willReturn(status(401)));

        assertThat(availability().ask(Map.of())).isEqualTo(UNKNOWN);
        vendor.verify(2, postRequestedFor(urlEqualTo(TOKEN)));
        vendor.verify(2, getRequestedFor(urlEqualTo(QUEUE)));
    }

    /** 400: an unknown queue, or a tenant that is not named; 403: an application without the product. */
    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 500})
    void withoutFiguresTheWaitIsUnknownAndTheTokenIsKept(int status) {
        vendor.stubFor(get(QUEUE).willReturn(json(status, "{\"message\": \"Bad request: no\"}")));
        Availability role = availability();

        assertThat(role.ask(Map.of())).isEqualTo(UNKNOWN);
        assertThat(role.ask(Map.of())).isEqualTo(UNKNOWN);
        vendor.verify(1, postRequestedFor(urlEqualTo(TOKEN)));
    }

    @Test
    void withoutATokenTheWaitIsUnknownAndNothingIsAsked() {
        vendor.stubFor(post(TOKEN).willReturn(json(401, "{\"ErrorCode\": \"invalid_client\", \"Error\": \"no\"}")));

        assertThat(availability().ask(Map.of())).isEqualTo(UNKNOWN);
        vendor.verify(0, getRequestedFor(urlEqualTo(QUEUE)));
    }

    @Test
    void theSetUpNamesTheQueuesByIt() {
        oneChannelOfQueue118();
        vendor.stubFor(get(urlPathEqualTo(METRICS))
                .withQueryParam("summary", equalTo("true"))
                .withHeader("Authorization", equalTo("Bearer EXAMPLE-TOKEN"))
                .withHeader("X-Tenant-Info", equalTo("acmesupport01"))
                .willReturn(json(200, """
                        [{"id": "118", "name": "Returns chat"}, {"id": 121, "name": "Video desk"}, {"id": "130"},
                         {"name": "no id"}]""")));

        assertThat(queues())
                .containsExactly(
                        new Setup.Option("118", "Returns chat"),
                        new Setup.Option("121", "Video desk"),
                        new Setup.Option("130", "130"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void whoMayNotListThemIsOfferedTheQueuesOfTheChannels(int status) {
        oneChannelOfQueue118();
        vendor.stubFor(get(urlPathEqualTo(METRICS)).willReturn(status(status)));

        assertThat(queues()).containsExactly(new Setup.Option("118", "118"));
    }

    private void oneChannelOfQueue118() {
        vendor.stubFor(get(urlPathEqualTo("/chat-gateway/v1/webhooks")).willReturn(json(200, "{}")));
        vendor.stubFor(get(urlPathEqualTo("/chat-gateway/v1/channels"))
                .willReturn(json(200, WireSchemas.text("response-channel-list.json"))));
    }

    private List<Setup.Option> queues() {
        return connect().setup().orElseThrow().inspect().choices().getLast().options();
    }
}
