package io.visavis.eightbyeight.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static io.visavis.eightbyeight.EightByEight.CHANNEL;
import static io.visavis.eightbyeight.EightByEight.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.eightbyeight.EightByEight;
import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.CheckResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator reads of an account. */
class AccountCheckTest {
    private final EightByEight vendor = new EightByEight();

    @AfterEach
    void stop() {
        vendor.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WARN", "OFF"})
    void anAccountWhoseDeliveriesAreNotProvedIsWarnedOf(String signature) {
        vendor.stubFor(get(CHANNEL).willReturn(json(200, WireSchemas.text("response-channel.json"))));

        CheckResult well = vendor.connect("signature", signature).check();
        assertThat(well.ok()).isTrue();
        assertThat(well.detail())
                .startsWith("WARNING: ")
                .contains("'signature' is " + signature)
                .contains("8x8 answers, accepts the API key");

        vendor.stubFor(get(CHANNEL).willReturn(status(404)));
        CheckResult ill = vendor.connect("signature", signature).check();
        assertThat(ill.ok()).isFalse();
        assertThat(ill.detail()).startsWith("WARNING: ").contains("knows no channel 'ch-1'");
    }

    @Test
    void thereIsNothingToWarnOfWhereSignaturesAreRequired() {
        vendor.stubFor(get(CHANNEL).willReturn(json(200, WireSchemas.text("response-channel.json"))));

        assertThat(vendor.connect().check().detail()).startsWith("8x8 answers").doesNotContain("WARNING");
        assertThat(vendor.connect("signature", "REQUIRED").check().detail()).doesNotContain("WARNING");
    }
}
