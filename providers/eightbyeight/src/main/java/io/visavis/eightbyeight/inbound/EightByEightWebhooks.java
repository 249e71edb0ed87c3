package io.visavis.eightbyeight.inbound;

import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.WebhookReceiver;
import java.util.List;
import java.util.Optional;

/** Receives the deliveries of a Chat Gateway webhook. Thread-safe, never throws on foreign bytes. */
public final class EightByEightWebhooks implements WebhookReceiver {
    /** The same over all tries of one event (contract 3.1). */
    private static final String EVENT_ID = "x-8x8-event-id";

    private final EventTranslator translator;

    public EightByEightWebhooks(SystemMessages systemMessages) {
        this.translator = new EventTranslator(systemMessages);
    }

    @Override
    public Optional<String> dedupKey(RawWebhook webhook) {
        return webhook.header(EVENT_ID).map(String::strip).filter(id -> !id.isEmpty());
    }

    @Override
    public List<ProviderEvent> translate(AcceptedWebhook webhook) {
        return EventBody.parse(webhook.body())
                .map(body -> translator.translate(body, webhook.receivedAt()))
                .orElseGet(() -> List.of(new ProviderEvent.Unrecognised(
                        Correlation.none(), webhook.receivedAt(), "no JSON", "the body is not a JSON object")));
    }
}
