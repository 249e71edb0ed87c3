package io.visavis.testkit.acme;

import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.Author;
import io.visavis.spi.Correlation;
import io.visavis.spi.IncomingAttachment;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.RawWebhook;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Acme's forms mean. */
public final class AcmeEvents {
    private AcmeEvents() {}

    static Optional<String> id(RawWebhook webhook) {
        return Optional.ofNullable(fields(webhook.bodyText()).get("id"));
    }

    static List<ProviderEvent> translate(AcceptedWebhook webhook) {
        Map<String, String> fields = fields(webhook.bodyText());
        Correlation about =
                fields.containsKey("chat") ? Correlation.conversation(fields.get("chat")) : Correlation.none();
        Instant at = time(fields.getOrDefault("at", ""), webhook.receivedAt());
        String agent = fields.getOrDefault("agent", "");
        return List.of(
                switch (fields.getOrDefault("kind", "")) {
                    case "queued" ->
                        new ProviderEvent.ConversationQueued(about, at, null, fields.get("queue"), null, null);
                    case "joined" -> new ProviderEvent.AgentJoined(about, at, agent, null);
                    case "typing" -> new ProviderEvent.AgentTyping(about, at, agent, true);
                    case "moving" -> new ProviderEvent.ConversationTransferring(about, at);
                    case "message" -> message(fields, about, at);
                    case "ended" ->
                        new ProviderEvent.ConversationEnded(
                                about,
                                at,
                                ProviderEvent.ConversationEnded.Reason.AGENT,
                                ProviderEvent.ConversationEnded.Certainty.FINAL);
                    default ->
                        new ProviderEvent.Unrecognised(about, at, fields.getOrDefault("kind", "none"), "no such kind");
                });
    }

    private static ProviderEvent message(Map<String, String> fields, Correlation about, Instant at) {
        Author.Kind kind = "visitor".equals(fields.get("from")) ? Author.Kind.VISITOR : Author.Kind.AGENT;
        List<IncomingAttachment> files = fields.containsKey("file")
                ? List.of(new IncomingAttachment(fields.get("file"), "label.pdf", null, -1))
                : List.of();
        return new ProviderEvent.MessageReceived(
                about,
                at,
                fields.get("id"),
                new Author(kind, fields.get("agent"), null),
                fields.getOrDefault("text", ""),
                files,
                null);
    }

    private static Instant time(String text, Instant otherwise) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            return otherwise;
        }
    }

    private static Map<String, String> fields(String text) {
        try {
            return AcmeForm.read(text);
        } catch (IllegalArgumentException _) {
            return Map.of();
        }
    }
}
