package io.visavis.spi;

/** The vendor's own proof that a delivery is its. May look up a key: cached, with a short deadline. */
public interface WebhookAuthenticator {

    /** Judges exactly these bytes and headers; called before anything is stored. */
    Verdict authenticate(RawWebhook webhook);
}
