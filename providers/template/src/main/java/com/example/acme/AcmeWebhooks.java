package com.example.acme;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.Author;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.WebhookReceiver;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code {"id":…, "event":…, "chat":…, "at":…, …}}. Pure, and calm whatever the bytes. */
final class AcmeWebhooks implements WebhookReceiver {

    @Override
    public Optional<String> dedupKey(RawWebhook webhook) {
        return parse(webhook.bodyText()).map(body -> body.getString("id"));
    }

    @Override
    public List<ProviderEvent> translate(AcceptedWebhook webhook) {
        Instant arrived = webhook.receivedAt();
        return List.of(parse(webhook.bodyText())
                .map(body -> event(body, arrived))
                .orElseGet(() ->
                        new ProviderEvent.Unrecognised(Correlation.none(), arrived, "none", "not a JSON object")));
    }

    private static ProviderEvent event(JsonObject body, Instant arrived) {
        Correlation about = new Correlation(null, body.getString("chat"), null);
        Instant at = time(body.getString("at"), arrived);
        String agentId = body.getString("agentId");
        String kind = body.getString("event", "none");
        return switch (kind) {
            case "queued" -> new ProviderEvent.ConversationQueued(about, at, null, body.getString("queue"), null, null);
            case "agent-joined" -> new ProviderEvent.AgentJoined(about, at, agentId, body.getString("agentName"));
            case "agent-typing" -> new ProviderEvent.AgentTyping(about, at, agentId, body.getBoolean("typing"));
            case "message" ->
                new ProviderEvent.MessageReceived(
                        about,
                        at,
                        body.getString("message"),
                        new Author(Author.Kind.AGENT, agentId, body.getString("agentName")),
                        body.getString("text", ""),
                        List.of(),
                        null);
            case "ended" ->
                new ProviderEvent.ConversationEnded(
                        about,
                        at,
                        ProviderEvent.ConversationEnded.Reason.AGENT,
                        ProviderEvent.ConversationEnded.Certainty.FINAL);
            default -> new ProviderEvent.Unrecognised(about, at, kind, "no such event is known");
        };
    }

    private static Instant time(@Nullable String text, Instant otherwise) {
        try {
            return text == null ? otherwise : Instant.parse(text);
        } catch (DateTimeParseException _) {
            return otherwise;
        }
    }

    private static Optional<JsonObject> parse(String text) {
        try {
            return Optional.of(JsonParser.object().from(text));
        } catch (JsonParserException | StackOverflowError _) {
            // The parser descends by recursion; a document that deep is nobody's.
            return Optional.empty();
        }
    }
}
