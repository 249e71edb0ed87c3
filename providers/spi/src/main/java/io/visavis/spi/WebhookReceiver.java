package io.visavis.spi;

import java.util.List;
import java.util.Optional;

/** Turns a vendor's deliveries into events. Pure: no state, no I/O, the same answer for the same bytes. */
public interface WebhookReceiver {

    /**
     * What makes a repeat of this delivery recognisable within the connection; empty when the body gives nothing (the
     * gateway then uses a digest of action and body). Never throws on foreign bytes.
     */
    Optional<String> dedupKey(RawWebhook webhook);

    /**
     * Zero or more events, in order. Foreign kinds and shapes become {@link ProviderEvent.Unrecognised}; an exception
     * is a bug of the provider and parks the delivery.
     */
    List<ProviderEvent> translate(AcceptedWebhook webhook);
}
