package io.visavis.eightbyeight.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may deliver, by the contract's own fixtures and what an attacker would make of them. */
class SignedDeliveriesTest {
    private static final PublicKeys KEYS = keyId ->
            keyId.equals("Yt5RkQ0aT7yLq2WmXc9VbA") ? new PublicKeys.Found(Fixture.key()) : new PublicKeys.Unknown();

    private final Fixture fixture = Fixture.of("fixture-signed-delivery.json");

    @ParameterizedTest
    @ValueSource(strings = {"fixture-signed-delivery.json", "fixture-signed-delivery-retry.json"})
    void aDeliveryAndItsRetryAreAccepted(String name) {
        assertThat(judge(Fixture.of(name).webhook())).isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fixture-signed-delivery.json",
                "fixture-signed-delivery-retry.json",
                "fixture-signed-delivery-tampered.json",
                "fixture-signed-delivery-wrong-tenant.json"
            })
    void theSignedTextIsBuiltToTheLetter(String name) {
        RawWebhook webhook = Fixture.of(name).webhook();

        assertThat(DeliveryHeaders.of(webhook).signedPayload(webhook.body()))
                .isEqualTo(Fixture.of(name).expected().path("detachedPayload").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixture-signed-delivery-tampered.json", "fixture-signed-delivery-wrong-tenant.json"})
    void aChangedBodyOrTenantIsRefused(String name) {
        assertThat(judge(Fixture.of(name).webhook())).isInstanceOf(Verdict.Refused.class);
        assertThat(judge(Fixture.of(name).webhook(), null)).isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "x-8x8-customer-id, another",
                "x-8x8-event-id, another",
                "x-8x8-retry, 1",
                "x-8x8-retry, 00",
                "x-8x8-retry, -1",
                "x-8x8-transmission-time, 1785060040351",
                "x-8x8-transmission-time, 1e3",
                "x-8x8-customer-id, none",
                "x-8x8-tenant-id, none",
                "x-8x8-event-id, none",
                "x-8x8-retry, none",
                "x-8x8-transmission-time, none",
                "x-8x8-signature, none",
                "x-8x8-signature, ''",
                "x-8x8-signature, a.b.c",
                "x-8x8-signature, ..",
                "x-8x8-signature, 5d41402abc4b2a76b9719d911017c592"
            })
    void everyHeaderIsPartOfTheProof(String name, @Nullable String value) {
        assertThat(judge(fixture.with(name, value))).isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"Yt5RkQ0aT7yLq2WmXc9VbA\",\"alg\":\"none\"}",
                "{\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"Yt5RkQ0aT7yLq2WmXc9VbA\",\"alg\":\"HS256\"}",
                "{\"b64\":true,\"crit\":[\"b64\"],\"kid\":\"Yt5RkQ0aT7yLq2WmXc9VbA\",\"alg\":\"RS256\"}",
                "{\"crit\":[\"b64\"],\"kid\":\"Yt5RkQ0aT7yLq2WmXc9VbA\",\"alg\":\"RS256\"}",
                "{\"b64\":false,\"crit\":[\"b64\",\"exp\"],\"kid\":\"Yt5RkQ0aT7yLq2WmXc9VbA\",\"alg\":\"RS256\"}",
                "{\"b64\":false,\"kid\":\"Yt5RkQ0aT7yLq2WmXc9VbA\",\"alg\":\"RS256\"}",
                "{\"b64\":false,\"crit\":[\"b64\"],\"alg\":\"RS256\"}",
                "{\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"unheard-of\",\"alg\":\"RS256\"}",
                "[]",
                "not json"
            })
    void noOtherFormOfSignatureIsLetIn(String joseHeader) {
        String signature = fixture.header("x-8x8-signature");
        String forged =
                Base64.getUrlEncoder().withoutPadding().encodeToString(joseHeader.getBytes(StandardCharsets.UTF_8))
                        + signature.substring(signature.indexOf('.'));

        assertThat(judge(fixture.with("x-8x8-signature", forged))).isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"-119, true", "-121, false", "0, true", "599, true", "601, false"})
    void aTryCountsWithinItsWindowOfTime(long secondsOld, boolean accepted) {
        Instant sent = Instant.ofEpochMilli(Long.parseLong(fixture.header("x-8x8-transmission-time")));

        assertThat(judge(fixture.webhook(sent.plusSeconds(secondsOld))) instanceof Verdict.Accepted)
                .isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"event-web-hook-verify.json", "legacy-event-web-hook-verify.json"})
    void theTestCallIsAnsweredUnsignedAndNothingIsStored(String example) {
        RawWebhook call = new RawWebhook("", Map.of(), WireSchemas.bytes(example), Instant.EPOCH);

        assertThat(judge(call))
                .isInstanceOfSatisfying(
                        Verdict.Handshake.class,
                        handshake -> assertThat(handshake.status()).isEqualTo(200));
    }

    @Test
    void anEventThatOnlyCallsItselfATestCallSomewhereIsNone() {
        String body = "{\"eventType\":\"MESSAGE\",\"data\":{\"eventType\":\"WEB_HOOK_VERIFY\"}}";

        assertThat(judge(new RawWebhook("", Map.of(), body.getBytes(StandardCharsets.UTF_8), Instant.EPOCH)))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void whileTheKeyServerIsDownTheVendorIsToldToComeAgain() {
        SignedDeliveries deliveries = new SignedDeliveries(
                SignatureMode.REQUIRED,
                keyId -> new PublicKeys.OutOfReach("down"),
                "acmesupport01",
                Duration.ofMinutes(10));

        assertThat(deliveries.authenticate(fixture.webhook())).isEqualTo(new Verdict.Undecided("down"));
    }

    @Test
    void theTwoLooserModesLetPassWhatIsNotProved() {
        RawWebhook unsigned = new RawWebhook("", Map.of(), WireSchemas.bytes("event-queued.json"), Instant.EPOCH);

        for (SignatureMode mode : List.of(SignatureMode.WARN, SignatureMode.OFF)) {
            assertThat(new SignedDeliveries(mode, KEYS, null, Duration.ofMinutes(10)).authenticate(unsigned))
                    .isInstanceOf(Verdict.Accepted.class);
        }
    }

    private static Verdict judge(RawWebhook webhook) {
        return judge(webhook, "acmesupport01");
    }

    private static Verdict judge(RawWebhook webhook, @Nullable String tenant) {
        return new SignedDeliveries(SignatureMode.REQUIRED, KEYS, tenant, Duration.ofMinutes(10)).authenticate(webhook);
    }
}
