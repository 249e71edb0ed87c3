package io.visavis.eightbyeight.inbound;

import io.visavis.spi.Author;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentJoined;
import io.visavis.spi.ProviderEvent.AgentLeft;
import io.visavis.spi.ProviderEvent.ConversationEnded;
import io.visavis.spi.ProviderEvent.ConversationQueued;
import io.visavis.spi.ProviderEvent.ConversationTransferring;
import io.visavis.spi.ProviderEvent.MessageReceived;
import io.visavis.spi.ProviderEvent.Unrecognised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts one event of either generation into the words of the conversation log (contract 3.5 to 3.7). */
final class EventTranslator {
    private static final int LONGEST_KIND = 60;

    private final SystemMessages systemMessages;

    EventTranslator(SystemMessages systemMessages) {
        this.systemMessages = systemMessages;
    }

    List<ProviderEvent> translate(EventBody body, Instant receivedAt) {
        String type = body.eventType();
        if (type.equals(EventTypes.VERIFY)) {
            return List.of();
        }
        Instant at = body.occurredAt(receivedAt);
        return body.conversationId()
                .map(id -> translate(type, body, Correlation.conversation(id), at))
                .orElseGet(
                        () -> List.of(unrecognised(type, Correlation.none(), at, "the event names no conversation")));
    }

    private List<ProviderEvent> translate(String type, EventBody body, Correlation correlation, Instant at) {
        return switch (type) {
            case "CONVERSATION_UPDATE" -> update(body, correlation, at);
            case "QUEUED" -> List.of(queued(body, correlation, at));
            case "MEMBERS_CHANGED" -> membersChanged(body, correlation, at);
            case "AGENT_JOINED" -> List.of(joined(body, correlation, at));
            case "AGENT_LEFT" -> left(id(body, "agentId"), correlation, at);
            case "TRANSFER" -> List.of(new ConversationTransferring(correlation, at));
            case "MESSAGE" -> message(body, correlation, at);
            case "TEXT" -> List.of(flatText(body, correlation, at));
            case "ACTIVITY" -> Activities.translate(body, correlation, at);
            default -> List.of(unrecognised(type, correlation, at, "no event of the Chat Gateway has this type"));
        };
    }

    /** A heavy event that repeats what lighter ones say; taken for the state and for who has it now. */
    private static List<ProviderEvent> update(EventBody body, Correlation correlation, Instant at) {
        String state = EventBody.label(body.data("state")).orElse("").toLowerCase(Locale.ROOT);
        return switch (state) {
            case "created" -> List.of();
            case "active" -> active(body, correlation, at);
            // No running interaction any more: the plainest end there is (contract 3.7, rule a).
            case "idle" ->
                List.of(new ConversationEnded(
                        correlation, at, ConversationEnded.Reason.PROVIDER, ConversationEnded.Certainty.FINAL));
            default -> List.of(unrecognised("CONVERSATION_UPDATE", correlation, at, "an unknown state"));
        };
    }

    private static List<ProviderEvent> active(EventBody body, Correlation correlation, Instant at) {
        String type =
                EventBody.label(body.data("assignment", "type")).orElse("").toLowerCase(Locale.ROOT);
        String id = EventBody.id(body.data("assignment", "id")).orElse(null);
        return switch (type) {
            case "agent" -> id == null ? List.of() : List.of(new AgentJoined(correlation, at, id, null));
            case "queue" -> List.of(new ConversationQueued(correlation, at, id, null, null, null));
            default -> List.of();
        };
    }

    private static ProviderEvent queued(EventBody body, Correlation correlation, Instant at) {
        return new ConversationQueued(
                correlation,
                at,
                id(body, "queueId"),
                EventBody.label(body.member("queueName")).orElse(null),
                null,
                null);
    }

    /** The user's own coming and going is what we did ourselves. */
    private static List<ProviderEvent> membersChanged(EventBody body, Correlation correlation, Instant at) {
        boolean agent = "agent".equalsIgnoreCase(body.data("memberType").asText(""));
        String change = body.data("change").asText("").toLowerCase(Locale.ROOT);
        if (!agent) {
            return List.of();
        }
        return switch (change) {
            case "joined" -> List.of(new AgentJoined(correlation, at, id(body, "id"), null));
            case "left" -> left(id(body, "id"), correlation, at);
            default -> List.of(unrecognised("MEMBERS_CHANGED", correlation, at, "an unknown change"));
        };
    }

    private static ProviderEvent joined(EventBody body, Correlation correlation, Instant at) {
        return new AgentJoined(
                correlation,
                at,
                id(body, "agentId"),
                EventBody.label(body.member("agentName")).orElse(null));
    }

    /** The end, unless a sign of life follows within the grace time (contract 3.7, rule b). */
    private static List<ProviderEvent> left(@Nullable String agentId, Correlation correlation, Instant at) {
        return List.of(
                new AgentLeft(correlation, at, agentId),
                new ConversationEnded(
                        correlation, at, ConversationEnded.Reason.AGENT, ConversationEnded.Certainty.LIKELY));
    }

    private List<ProviderEvent> message(EventBody body, Correlation correlation, Instant at) {
        List<ProviderEvent> events = new ArrayList<>();
        Sender.of(body, systemMessages).ifPresent(sender -> {
            String text = EventBody.text(body.data("text"));
            MessageParts parts =
                    MessageParts.of(text == null ? "" : text, body.data("attachments"), body.data("cards"));
            events.addAll(parts.events(correlation, at, null, sender.author(), sender.mayBeEcho()));
        });
        return events;
    }

    private static ProviderEvent flatText(EventBody body, Correlation correlation, Instant at) {
        String text = EventBody.text(body.member("message"));
        Author agent = new Author(
                Author.Kind.AGENT,
                id(body, "agentId"),
                EventBody.label(body.member("agentName")).orElse(null));
        return new MessageReceived(correlation, at, null, agent, text == null ? "" : text, List.of(), null);
    }

    private static @Nullable String id(EventBody body, String name) {
        return EventBody.id(body.member(name)).orElse(null);
    }

    private static Unrecognised unrecognised(String type, Correlation correlation, Instant at, String detail) {
        String shown = type.isEmpty() ? "no eventType" : type;
        return new Unrecognised(
                correlation,
                at,
                shown.substring(0, Math.min(shown.length(), LONGEST_KIND)).replaceAll("\\p{Cntrl}", "?"),
                detail);
    }
}
