package io.visavis.talkdesk;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.spi.Capability;
import io.visavis.spi.CheckResult;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.CustomerField;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.SettingSpec;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TalkdeskFactoryTest {
    private static final String ALL_SCOPES =
            "digital-connect:write attachments:request attachments:write attachments:read attachments:download";

    private final TalkdeskFactory factory = new TalkdeskFactory();
    private final Talkdesk talkdesk = new Talkdesk();

    @AfterEach
    void stop() {
        talkdesk.stop();
    }

    @Test
    void theDescriptorSaysWhatTheGatewayAndTheWidgetMustKnow() {
        ProviderDescriptor descriptor = factory.describe();

        assertThat(descriptor.chatMode()).isEqualTo("talkdesk-digital-connect");
        assertThat(descriptor.webhookPath()).isEqualTo("digital-connect/talkdesk");
        assertThat(descriptor.options()).singleElement().satisfies(option -> {
            assertThat(option.name()).isEqualTo("dc-touchpoint-id");
            assertThat(option.required()).isTrue();
        });
        assertThat(descriptor.requiredCustomerFields()).contains(CustomerField.EMAIL);
        assertThat(descriptor.capabilities())
                .doesNotContain(Capability.AGENT_TYPING, Capability.QUEUE_EVENTS, Capability.RECEIPTS_FROM_AGENT);
        assertThat(factory.describe()).isSameAs(descriptor);
    }

    @Test
    void secretsAreMarkedAndEverySettingSaysWhatItIs() {
        assertThat(factory.describe().settings())
                .allSatisfy(setting -> assertThat(setting.description()).endsWith("."))
                .filteredOn(SettingSpec::secret)
                .extracting(SettingSpec::name)
                .containsExactly("client-secret", "private-key");
    }

    @Test
    void theDefaultsOfTheFormMakeAProvider() {
        Map<String, String> values = factory.describe().settings().stream()
                .filter(setting -> setting.defaultValue() != null)
                .collect(Collectors.toMap(SettingSpec::name, setting -> String.valueOf(setting.defaultValue())));
        values.putAll(Map.of("account", "acme", "region", "td-eu-1", "client-id", "c", "client-secret", "s"));

        assertThat(factory.create(new ConnectionSettings(values), talkdesk.context()))
                .isNotNull();
        assertThat(talkdesk.context().asked().getFirst().tokenUrl())
                .isEqualTo(URI.create("https://acme.talkdeskid.eu/oauth/token"));
    }

    @ParameterizedTest
    @CsvSource({
        "td-us-1, https://api.talkdeskapp.com, https://acme.talkdeskid.com/oauth/token",
        "td-eu-1, https://api.talkdeskapp.eu, https://acme.talkdeskid.eu/oauth/token",
        "TD-CA-1, https://api.talkdeskappca.com, https://acme.talkdeskidca.com/oauth/token",
        "au, https://api.mytalkdesk.au, https://acme.talkdeskid.au/oauth/token"
    })
    void aRegionPresetsBothAddresses(String region, String api, String token) {
        assertThat(addresses("region", region, "account", "acme"))
                .isEqualTo(new Addresses(URI.create(api), URI.create(token)));
    }

    /** A page of ours in an agent's desk stays blank where the desk may not frame it (contract 4.5). */
    @ParameterizedTest
    @EnumSource(Region.class)
    void theAgentsOfEveryRegionMayFrameTheirPages(Region region) {
        String host = region.apiBaseUrl().getHost();

        assertThat(factory.describe().agentDesks())
                .anySatisfy(desk -> assertThat(host).endsWith(desk.replace("https://*", "")));
    }

    /** Sources disagree about their token addresses, so these must be given (contract 2.1). */
    @ParameterizedTest
    @CsvSource({"uk, https://api.talkdeskapp.co.uk", "td-usfed-1, https://api.talkdeskapp-pubsec.com"})
    void aRegionWhoseTokenAddressIsNotKnownPresetsTheOther(String region, String api) {
        assertThat(addresses("region", region, "token-url", "https://id.example/oauth/token"))
                .isEqualTo(new Addresses(URI.create(api), URI.create("https://id.example/oauth/token")));
    }

    @Test
    void eitherAddressCanBeReplaced() {
        assertThat(addresses("region", "td-us-1", "account", "acme", "api-base-url", "https://api.example/"))
                .isEqualTo(new Addresses(
                        URI.create("https://api.example"), URI.create("https://acme.talkdeskid.com/oauth/token")));
        assertThat(addresses("api-base-url", "http://localhost:1", "token-url", "http://localhost:1/oauth/token"))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "region; -; region",
                "region; td-mars-1; region",
                "region; uk; token-url",
                "account; -; account",
                "account; evil.example/x; account",
                "account; acme.talkdeskid.com; account",
                "client-id; -; client-id",
                "client-secret; -; client-secret",
                "private-key; AAAA; key-id",
                "api-base-url; ftp://x; api-base-url",
                "author-types; agent; author-types",
                "requests-per-second; -1; requests-per-second",
                "requests-per-second; many; requests-per-second",
                "request-timeout; PT0S; request-timeout",
                "reorder-window; PT1S; reorder-window",
                "upload-method; PATCH; upload-method",
                "previous-message-type-case; MIXED; previous-message-type-case",
                "max-message-length; 0; max-message-length"
            })
    void aSettingThatCannotBeUsedIsNamed(String name, String value, String named) {
        Map<String, String> values =
                new HashMap<>(Map.of("account", "acme", "region", "td-eu-1", "client-id", "c", "client-secret", "s"));
        values.remove(name);
        if (value != null) {
            values.put(name, value);
        }

        assertThatThrownBy(() -> factory.create(new ConnectionSettings(values), talkdesk.context()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void aConnectionOffersNoFilesThatItsClientHasNoScopesFor() {
        Provider provider = talkdesk.connect();
        assertThat(offered(provider).capabilities())
                .isEqualTo(factory.describe().capabilities());

        talkdesk.context().granting("digital-connect:write", "attachments:download");
        provider.check();

        assertThat(offered(provider).capabilities())
                .contains(Capability.ATTACHMENTS_TO_VISITOR)
                .doesNotContain(Capability.ATTACHMENTS_TO_AGENT);
        assertThat(provider.attachments()).isPresent();
    }

    @Test
    void withoutAnyAttachmentScopeThereIsNoFileTransfer() {
        Provider provider = talkdesk.connect();
        talkdesk.context().granting("digital-connect:write");

        assertThat(provider.check().detail()).contains("Files stay off");

        assertThat(provider.attachments()).isEmpty();
    }

    @Test
    void settingsNarrowWhatAConnectionAsksForAndHowItOrders() {
        ProviderDescriptor offered = offered(talkdesk.connect(
                "anonymous-email", "nobody@example.com",
                "default-subject", "Chat",
                "reorder-window", "PT0.25S",
                "max-message-length", "500"));

        assertThat(offered.requiredCustomerFields()).isEmpty();
        assertThat(offered.rules().reorderWindow()).isEqualTo(Duration.ofMillis(250));
        assertThat(offered.rules().maxTextLength()).isEqualTo(500);
        assertThat(offered.settings()).isEqualTo(factory.describe().settings());
    }

    @Test
    void theCheckReachesTheApiWithoutChangingAnything() {
        talkdesk.context().granting(ALL_SCOPES.split(" ", -1));
        talkdesk.stubFor(get("/attachments/2023-03?per_page=1").willReturn(Talkdesk.json(200, "{}")));

        CheckResult result = talkdesk.connect().check();

        assertThat(result.ok()).isTrue();
        assertThat(result.detail())
                .contains("both ways")
                .contains(talkdesk.context().webhookUrl().toString());
        talkdesk.verify(getRequestedFor(urlEqualTo("/attachments/2023-03?per_page=1")));
    }

    @ParameterizedTest
    @CsvSource({"401, false", "403, false", "500, false", "302, false"})
    void theCheckSaysWhatIsWrong(int status, boolean ok) {
        talkdesk.context().granting(ALL_SCOPES.split(" ", -1));
        talkdesk.stubFor(get("/attachments/2023-03?per_page=1").willReturn(Talkdesk.json(status, "{}")));

        assertThat(talkdesk.connect().check())
                .satisfies(result -> assertThat(result.detail()).contains("HTTP " + status))
                .extracting(CheckResult::ok)
                .isEqualTo(ok);
    }

    @Test
    void aClientThatMayNotWriteFailsTheCheck() {
        talkdesk.context().granting("digital-connect:read");

        assertThat(talkdesk.connect().check())
                .satisfies(result -> assertThat(result.detail()).contains("digital-connect:write"))
                .extracting(CheckResult::ok)
                .isEqualTo(false);
    }

    private ProviderDescriptor offered(Provider provider) {
        return provider.describe(factory.describe());
    }

    private static Addresses addresses(String... settings) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return Addresses.of(new ConnectionSettings(values));
    }
}
