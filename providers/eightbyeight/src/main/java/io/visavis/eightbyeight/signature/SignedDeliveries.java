package io.visavis.eightbyeight.signature;

import io.visavis.eightbyeight.inbound.EventTypes;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.Verdict;
import io.visavis.spi.WebhookAuthenticator;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges a delivery by its signature over exactly the bytes that came. The test call is answered whoever sends it: it may be
 * unsigned, and nothing comes of it (contract 3.1). Thread-safe; blocks while a key is fetched.
 */
public final class SignedDeliveries implements WebhookAuthenticator {
    private static final Logger log = LoggerFactory.getLogger(SignedDeliveries.class);
    private static final Verdict TEST_CALL = new Verdict.Handshake(200, "application/json", "{\"status\":\"ok\"}");
    private static final int LONGEST_TEST_CALL = 1024;
    /** Their clock may be this much ahead of ours. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private final SignatureMode mode;
    private final PublicKeys keys;
    private final @Nullable String tenantId;
    private final Duration window;

    /**
     * Deliveries of one account.
     *
     * @param tenantId deliveries of another tenant are refused; null takes those of any
     * @param window how old a try may be; each retry is a new one with a time of its own
     */
    public SignedDeliveries(SignatureMode mode, PublicKeys keys, @Nullable String tenantId, Duration window) {
        this.mode = mode;
        this.keys = keys;
        this.tenantId = tenantId;
        this.window = window;
        if (mode != SignatureMode.REQUIRED) {
            log.warn("Deliveries of 8x8 are NOT proved: the setting 'signature' is '{}'", mode);
        }
    }

    @Override
    public Verdict authenticate(RawWebhook webhook) {
        // The test call is short; a long body is not read before its sender is proved.
        if (webhook.body().length <= LONGEST_TEST_CALL && EventTypes.isVerification(webhook.body())) {
            return TEST_CALL;
        }
        if (mode == SignatureMode.OFF) {
            return new Verdict.Accepted();
        }
        Verdict verdict = check(webhook);
        if (mode == SignatureMode.WARN && !(verdict instanceof Verdict.Accepted)) {
            log.warn("Let pass although not proved, for 'signature' is WARN: {}", verdict);
            return new Verdict.Accepted();
        }
        return verdict;
    }

    private Verdict check(RawWebhook webhook) {
        try {
            return judge(webhook);
        } catch (IllegalArgumentException e) {
            return new Verdict.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Verdict judge(RawWebhook webhook) {
        String jws = webhook.header("x-8x8-signature")
                .orElseThrow(() -> new IllegalArgumentException("the header x-8x8-signature is missing"));
        DetachedSignature signature = DetachedSignature.parse(jws);
        DeliveryHeaders headers = DeliveryHeaders.of(webhook);
        if (tenantId != null && !tenantId.equals(headers.tenantId())) {
            return new Verdict.Refused("the delivery is of another tenant than 'tenant-id' names");
        }
        if (!inTime(headers.transmittedAt(), webhook.receivedAt())) {
            return new Verdict.Refused("the delivery was sent outside of 'transmission-window'; is the clock right?");
        }
        return switch (keys.find(signature.keyId())) {
            case PublicKeys.Found(PublicKey key) ->
                signature.signs(headers.signedPayload(webhook.body()), key)
                        ? accepted(headers)
                        : new Verdict.Refused("the signature does not fit headers and body");
            case PublicKeys.Unknown _ -> new Verdict.Refused("8x8 knows no key of the signature's id");
            case PublicKeys.OutOfReach(String reason) -> new Verdict.Undecided(reason);
        };
    }

    private static Verdict accepted(DeliveryHeaders headers) {
        if (!headers.retry().equals("0")) {
            log.info("Delivery of 8x8 comes again, try {}", headers.retry());
        }
        return new Verdict.Accepted();
    }

    private boolean inTime(long transmittedAt, Instant receivedAt) {
        long age = receivedAt.toEpochMilli() - transmittedAt;
        return age <= window.toMillis() && age >= -SKEW.toMillis();
    }
}
