package io.visavis.talkdesk.inbound;

import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.Unrecognised;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.WebhookReceiver;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives the deliveries of Talkdesk's Connections actions. Thread-safe, never throws on foreign bytes. */
public final class TalkdeskWebhooks implements WebhookReceiver {
    private static final Logger log = LoggerFactory.getLogger(TalkdeskWebhooks.class);
    private static final int LONGEST_KIND = 60;

    private final EventTranslator translator;

    public TalkdeskWebhooks(AuthorTypes authorTypes) {
        this.translator = new EventTranslator(authorTypes);
    }

    @Override
    public Optional<String> dedupKey(RawWebhook webhook) {
        return EventBody.parse(webhook.body())
                .flatMap(body -> EventKind.classify(webhook.action(), body).flatMap(kind -> DedupKeys.of(kind, body)));
    }

    @Override
    public List<ProviderEvent> translate(AcceptedWebhook webhook) {
        Optional<EventBody> parsed = EventBody.parse(webhook.body());
        if (parsed.isEmpty()) {
            return List.of(new Unrecognised(
                    Correlation.none(),
                    webhook.receivedAt(),
                    shown(webhook.action(), "no JSON"),
                    "the body is not a JSON object"));
        }
        EventBody body = parsed.get();
        Optional<EventKind> kind = EventKind.classify(webhook.action(), body);
        if (kind.isEmpty()) {
            return List.of(unrecognised(webhook, body));
        }
        noteContradiction(kind.get(), body);
        return translator.translate(kind.get(), body, webhook.receivedAt());
    }

    private static Unrecognised unrecognised(AcceptedWebhook webhook, EventBody body) {
        String named = body.label("event_type").orElse(webhook.action());
        return new Unrecognised(
                EventTranslator.correlation(body),
                EventTranslator.occurredAt(body, webhook.receivedAt()),
                shown(named, "no event_type"),
                "neither the path, event_type nor the shape of the body tells which action this is");
    }

    /** The path wins, because it is what the administrator published; the contradiction points at a copied action. */
    private static void noteContradiction(EventKind kind, EventBody body) {
        body.text("event_type")
                .flatMap(EventKind::fromEventType)
                .filter(named -> named != kind)
                .ifPresent(named -> log.warn("Action {} came with event_type {}", kind.wireName, named.wireName));
    }

    private static String shown(String kind, String otherwise) {
        String text = kind.isBlank() ? otherwise : kind;
        return text.substring(0, Math.min(text.length(), LONGEST_KIND)).replaceAll("\\p{Cntrl}", "?");
    }
}
