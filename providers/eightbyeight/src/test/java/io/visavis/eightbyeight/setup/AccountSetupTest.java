package io.visavis.eightbyeight.setup;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.visavis.eightbyeight.EightByEight.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.eightbyeight.EightByEight;
import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.ProviderException;
import io.visavis.spi.Setup;
import io.visavis.spi.Setup.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an API key to a channel whose chats come here. */
class AccountSetupTest {
    private static final String WEBHOOKS = "/chat-gateway/v1/webhooks";
    private static final String CHANNELS = "/chat-gateway/v1/channels";
    private static final String CHANNEL = "w8r2k6p0q4t1s7u3";
    private static final String WEBHOOK = "hJ6nB1cVQ0uXo5EzYtR9gw";

    private final EightByEight vendor = new EightByEight();

    @AfterEach
    void stop() {
        vendor.stop();
    }

    @BeforeEach
    void anAccountWithOneWebhookAndOneChannel() {
        vendor.stubFor(post(WEBHOOKS + "/verify").willReturn(noContent()));
        vendor.stubFor(
                get(urlPathEqualTo(CHANNELS)).willReturn(json(200, WireSchemas.text("response-channel-list.json"))));
        vendor.stubFor(get("/cc/v1/stats/rt/queues")
                .willReturn(json(200, WireSchemas.text("response-queue-stats-list.json"))));
        vendor.stubFor(post(WEBHOOKS).willReturn(json(200, WireSchemas.text("response-webhook.json"))));
        vendor.stubFor(post(CHANNELS).willReturn(json(200, WireSchemas.text("response-channel.json"))));
        vendor.stubFor(put(anyUrl()).willReturn(json(200, "{}")));
        webhookTo("https://elsewhere.example/", "Chat Gateway v1.0");
    }

    private void webhookTo(String uri, String version) {
        vendor.stubFor(get(urlPathEqualTo(WEBHOOKS)).willReturn(json(200, """
                        {"_embedded": {"webhooks": [{"id": "%s", "name": "ours", "uri": "%s", "version": "%s"}]}}""".formatted(WEBHOOK, uri, version))));
    }

    private Setup setup(String channelId) {
        return vendor.connect("cg-channel-id", channelId).setup().orElseThrow();
    }

    private String address() {
        return vendor.context().webhookUrl().toString();
    }

    private static List<State> states(Setup.Report report) {
        return report.steps().stream().map(Setup.Step::state).toList();
    }

    @Test
    void lookingChangesNothingAndSaysWhatIsMissing() {
        Setup.Report report = setup("").inspect();

        assertThat(states(report)).containsExactly(State.MISSING, State.MISSING);
        assertThat(report.choices()).extracting(Setup.Choice::name).containsExactly("cg-channel-id", "cg-queue-id");
        assertThat(report.choices().getFirst().options())
                .containsExactly(
                        new Setup.Option(CHANNEL, "Website video chat"), new Setup.Option("new", "Make a new channel"));
        assertThat(report.choices().getLast().options())
                .contains(new Setup.Option("118", "Returns chat"), new Setup.Option("121", "Video desk"));
        assertThat(vendor.getAllServeEvents())
                .allMatch(event -> event.getRequest().getMethod().getName().equals("GET"));
    }

    @Test
    void whatStandsOnALaterPageIsFoundAndTheLastPageIsTheLastAskedFor() {
        onThePage(WEBHOOKS, "webhooks", 0, "{\"id\": \"w-0\", \"name\": \"theirs\", \"uri\": \"https://a.example/\"}");
        onThePage(WEBHOOKS, "webhooks", 1, "{\"id\": \"w-1\", \"name\": \"theirs\", \"uri\": \"https://b.example/\"}");
        onThePage(WEBHOOKS, "webhooks", 2, """
                {"id": "w-2", "name": "ours", "uri": "%s", "version": "Chat Gateway v1.0"}""".formatted(address()));
        for (int page = 0; page < 3; page++) {
            onThePage(CHANNELS, "channels", page, """
                    {"id": "ch-%1$d", "name": "channel %1$d", "type": "ChatAPI", "webHookId": "w-2",
                     "routingOptions": {"type": "queue", "id": "118"}}""".formatted(page));
        }

        Setup.Report report = setup("ch-2").inspect();

        assertThat(states(report)).containsExactly(State.OK, State.OK);
        assertThat(report.choices().getFirst().options())
                .extracting(Setup.Option::value)
                .containsExactly("ch-0", "ch-1", "ch-2", "new");
        for (String list : List.of(WEBHOOKS, CHANNELS)) {
            vendor.verify(3, getRequestedFor(urlPathEqualTo(list)).withQueryParam("size", equalTo("100")));
        }
    }

    private void onThePage(String list, String plural, int page, String resource) {
        vendor.stubFor(get(urlPathEqualTo(list))
                .withQueryParam("page", equalTo(String.valueOf(page)))
                .willReturn(json(200, """
                        {"_embedded": {"%s": [%s]}, "page": {"size": 1, "number": %d, "totalPages": 3}}""".formatted(plural, resource, page))));
    }

    @Test
    void withoutAnythingAWebhookAndAChannelAreMade() {
        Setup.Report report = setup("").apply(Map.of("cg-queue-id", "118"));

        assertThat(states(report)).containsExactly(State.OK, State.CHANGED, State.CHANGED);
        assertThat(report.settings()).containsExactly(Map.entry("cg-channel-id", CHANNEL));
        var webhook = WireSchemas.read(vendor.findAll(postRequestedFor(urlEqualTo(WEBHOOKS)))
                .getFirst()
                .getBody());
        assertThat(WireSchemas.errors("request-webhook", webhook)).isEmpty();
        assertThat(webhook.path("uri").asText()).isEqualTo(address());
        assertThat(webhook.path("notificationVersion")).isEqualTo(webhook.path("version"));
        vendor.verify(postRequestedFor(urlEqualTo(CHANNELS)).withRequestBody(equalToJson("""
                {"name": "Visavis connection-1", "type": "ChatAPI", "webHookId": "%s",
                 "routingOptions": {"type": "queue", "id": "118"}}""".formatted(WEBHOOK))));
    }

    @Test
    void anOldWebhookToOurAddressIsMendedAndAChosenChannelLedHere() {
        webhookTo(address(), "v2.0");

        Setup.Report report = setup("").apply(Map.of("cg-channel-id", CHANNEL, "cg-queue-id", "121"));

        assertThat(states(report)).containsExactly(State.OK, State.CHANGED, State.CHANGED);
        vendor.verify(0, postRequestedFor(urlEqualTo(WEBHOOKS)));
        vendor.verify(putRequestedFor(urlEqualTo(WEBHOOKS + "/" + WEBHOOK))
                .withRequestBody(equalToJson("""
                {"name": "ours", "uri": "%s", "version": "Chat Gateway v1.0",
                 "notificationVersion": "Chat Gateway v1.0"}""".formatted(address()))));
        vendor.verify(putRequestedFor(urlEqualTo(CHANNELS + "/" + CHANNEL))
                .withRequestBody(equalToJson("""
                {"name": "Website video chat", "type": "ChatAPI", "webHookId": "%s",
                 "routingOptions": {"type": "queue", "id": "121"}}""".formatted(WEBHOOK))));
    }

    @Test
    void whatIsRightIsLeftAlone() {
        webhookTo(address(), "Chat Gateway v1.0");

        assertThat(states(setup(CHANNEL).inspect())).containsExactly(State.OK, State.OK);
        assertThat(states(setup(CHANNEL).apply(Map.of()))).containsExactly(State.OK, State.OK, State.OK);
        vendor.verify(0, putRequestedFor(anyUrl()));
        vendor.verify(0, postRequestedFor(urlEqualTo(CHANNELS)));
    }

    @Test
    void anAddressThat8x8CannotReachStopsItBeforeAnythingIsMade() {
        vendor.stubFor(post(WEBHOOKS + "/verify").willReturn(status(400)));

        Setup.Report report = setup("").apply(Map.of("cg-queue-id", "118"));

        assertThat(states(report)).containsExactly(State.FAILED);
        assertThat(report.settings()).isEmpty();
        vendor.verify(0, postRequestedFor(urlEqualTo(WEBHOOKS)));
    }

    @Test
    void aKeyWithoutStatisticsOffersTheQueuesOfItsChannels() {
        vendor.stubFor(get("/cc/v1/stats/rt/queues").willReturn(status(403)));

        assertThat(setup("").inspect().choices().getLast().options()).containsExactly(new Setup.Option("118", "118"));
    }

    @Test
    void aQueueOrChannelThatIsNotThereIsRefusedBeforeAnythingIsMade() {
        for (Map.Entry<String, String> wrong :
                Map.of("cg-queue-id", "999", "cg-channel-id", "nowhere").entrySet()) {
            Setup setup = setup("");
            assertThatThrownBy(() -> setup.apply(Map.ofEntries(wrong)))
                    .isInstanceOfSatisfying(
                            ProviderException.class,
                            refusal -> assertThat(refusal.kind()).isEqualTo(ProviderException.Kind.REJECTED))
                    .hasMessageContaining("'" + wrong.getValue() + "'");
        }
        vendor.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void aKeyWithoutStatisticsMayNameAnyQueue() {
        vendor.stubFor(get("/cc/v1/stats/rt/queues").willReturn(status(403)));

        assertThat(states(setup("").apply(Map.of("cg-queue-id", "999"))))
                .containsExactly(State.OK, State.CHANGED, State.CHANGED);
    }
}
