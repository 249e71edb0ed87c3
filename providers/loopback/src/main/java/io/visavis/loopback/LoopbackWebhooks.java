package io.visavis.loopback;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.Author;
import io.visavis.spi.Correlation;
import io.visavis.spi.IncomingAttachment;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.WebhookReceiver;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"id":…, "type": "message", "conversation":…, "interaction":…, "at":…, …}}, the fields named like the
 * SPI's.
 */
final class LoopbackWebhooks implements WebhookReceiver {

    @Override
    public Optional<String> dedupKey(RawWebhook webhook) {
        return parse(webhook.bodyText()).map(body -> body.getString("id"));
    }

    @Override
    public List<ProviderEvent> translate(AcceptedWebhook webhook) {
        Instant arrived = webhook.receivedAt();
        return List.of(parse(webhook.bodyText())
                .map(body -> event(body, arrived))
                .orElseGet(
                        () -> new ProviderEvent.Unrecognised(Correlation.none(), arrived, "?", "not a JSON object")));
    }

    private static ProviderEvent event(JsonObject body, Instant arrived) {
        Correlation about = new Correlation(
                body.getString("gatewayConversation"), body.getString("conversation"), body.getString("interaction"));
        Instant at = time(body.getString("at"), arrived);
        String agentId = body.getString("agentId");
        String type = body.getString("type", "?");
        return switch (type) {
            case "opened" ->
                new ProviderEvent.ConversationOpened(
                        about,
                        at,
                        body.getString("email"),
                        body.getString("agentName"),
                        null,
                        body.getString("subject"));
            case "queued" ->
                new ProviderEvent.ConversationQueued(
                        about,
                        at,
                        body.getString("queueId"),
                        body.getString("queueName"),
                        number(body, "position"),
                        body.isNumber("waitSeconds") ? body.getLong("waitSeconds") : null);
            case "transferring" -> new ProviderEvent.ConversationTransferring(about, at);
            case "agent-joined" -> new ProviderEvent.AgentJoined(about, at, agentId, body.getString("agentName"));
            case "agent-left" -> new ProviderEvent.AgentLeft(about, at, agentId);
            case "typing" -> new ProviderEvent.AgentTyping(about, at, agentId, body.getBoolean("typing"));
            case "message" -> message(body, about, at, agentId);
            case "ended" ->
                new ProviderEvent.ConversationEnded(
                        about,
                        at,
                        ProviderEvent.ConversationEnded.Reason.AGENT,
                        body.getBoolean("likely")
                                ? ProviderEvent.ConversationEnded.Certainty.LIKELY
                                : ProviderEvent.ConversationEnded.Certainty.FINAL);
            case "throw" -> throw new IllegalStateException("asked to throw");
            default -> new ProviderEvent.Unrecognised(about, at, type, "no such type");
        };
    }

    private static ProviderEvent message(JsonObject body, Correlation about, Instant at, @Nullable String agentId) {
        List<IncomingAttachment> files = body.getArray("attachments", new com.grack.nanojson.JsonArray()).stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .map(file -> new IncomingAttachment(
                        file.getString("id", "?"),
                        file.getString("name", "file"),
                        file.getString("type"),
                        file.getLong("size", -1)))
                .toList();
        return new ProviderEvent.MessageReceived(
                about,
                at,
                body.getString("messageId"),
                new Author(author(body.getString("author", "agent")), agentId, body.getString("agentName")),
                body.getString("text", ""),
                files,
                null);
    }

    private static Author.Kind author(String name) {
        try {
            return Author.Kind.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            return Author.Kind.AGENT;
        }
    }

    private static @Nullable Integer number(JsonObject body, String name) {
        return body.isNumber(name) ? body.getInt(name) : null;
    }

    private static Instant time(@Nullable String text, Instant otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return Instant.parse(text);
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
