package io.visavis.testkit;

import io.visavis.spi.RawWebhook;
import java.util.Map;
import java.util.Optional;

/** How the vendor proves that a delivery is its own; for providers with an authenticator. */
public interface VendorProof {

    /**
     * The headers that prove a delivery, sent when it {@linkplain RawWebhook#receivedAt() arrives}, as coming from the account
     * that the fixture's settings name. No others: the contract takes away and changes each, and expects a refusal.
     */
    Map<String, String> headers(RawWebhook delivery);

    /** The genuine headers of somebody else: another tenant, account or key. */
    Map<String, String> headersOfAnother(RawWebhook delivery);

    /** The call by which the vendor tries an address; empty where it makes none. */
    default Optional<RawWebhook> testCall() {
        return Optional.empty();
    }
}
