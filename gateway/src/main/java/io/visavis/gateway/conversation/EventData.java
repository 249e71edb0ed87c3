package io.visavis.gateway.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code data} of an event, a record for each type of {@code schemas/events/v1}. */
public sealed interface EventData {

    /** How sure a wait is. */
    enum Confidence {
        PROVIDER,
        ESTIMATED,
        UNKNOWN
    }

    /** A file named in a message; its bytes come through the gateway. */
    @Serdeable
    record AttachmentRef(
            String attachmentId,
            String name,
            @Nullable String mediaType,
            @Nullable Long size) {}

    /** Something richer than text; {@code content} is JSON text. */
    @Serdeable
    record CardRef(String contentType, String content) {}

    /** A line said before, elsewhere; {@code author}: visitor, bot or agent. */
    @Serdeable
    record SaidBefore(
            String author,
            @JsonInclude(JsonInclude.Include.ALWAYS) String text,
            Instant at) {}

    /** {@code history} is what the visitor said elsewhere, for instance with a bot, and is to see again; else null. */
    @Serdeable
    record ConversationCreated(
            String chatMode,
            @Nullable String subject,
            @Nullable List<SaidBefore> history) implements EventData {
        public ConversationCreated {
            history = history == null || history.isEmpty() ? null : List.copyOf(history);
        }
    }

    /** Also the data of {@code conversation.queue-updated}, see {@link QueueUpdated}. */
    @Serdeable
    record ConversationQueued(
            @Nullable String queueId,
            @Nullable String queueName,
            @Nullable Integer position,
            @Nullable Long waitSeconds,
            String confidence)
            implements EventData {}

    @Serdeable
    record QueueUpdated(
            @Nullable String queueId,
            @Nullable String queueName,
            @Nullable Integer position,
            @Nullable Long waitSeconds,
            String confidence)
            implements EventData {}

    @Serdeable
    record ConversationTransferring() implements EventData {}

    /**
     * {@code reason}: visitor, agent, provider, timeout or failed; {@code detail} is for people; {@code reopens}: the
     * visitor's next message takes the conversation up again.
     */
    @Serdeable
    record ConversationEnded(String reason, @Nullable String detail, boolean reopens) implements EventData {

        /** Over for good. */
        public static ConversationEnded forGood(String reason, @Nullable String detail) {
            return new ConversationEnded(reason, detail, false);
        }
    }

    @Serdeable
    record ConversationExpiring(Instant expiresAt) implements EventData {}

    @Serdeable
    record AgentJoined(
            @Nullable String agentId,
            @Nullable String name,
            @Nullable String interactionId) implements EventData {}

    @Serdeable
    record AgentLeft(@Nullable String agentId) implements EventData {}

    @Serdeable
    record AgentTyping(boolean typing) implements EventData {}

    @Serdeable
    record MessageCreated(
            String messageId,
            @JsonInclude(JsonInclude.Include.ALWAYS) String text,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<AttachmentRef> attachments,
            @Nullable CardRef card,
            @Nullable String replyTo)
            implements EventData {}

    /** The vendor took it; {@code shortfall} says in words what it did not take. */
    @Serdeable
    record MessageAccepted(String messageId, @Nullable String shortfall) implements EventData {}

    @Serdeable
    record MessageDelivered(String messageId) implements EventData {}

    @Serdeable
    record MessageRead(Instant readUpTo) implements EventData {}

    /**
     * What was sent under {@code messageId} was not taken; {@code command} is its type where it was no message, for example
     * {@code conversation.update}.
     */
    @Serdeable
    record MessageFailed(
            String messageId, String reason, @Nullable String command) implements EventData {

        /** A message, or an answer to a card, which is one. */
        public static MessageFailed message(String messageId, String reason) {
            return new MessageFailed(messageId, reason, null);
        }
    }

    @Serdeable
    record AttachmentReady(String attachmentId) implements EventData {}

    @Serdeable
    record AttachmentRejected(String attachmentId, String reason) implements EventData {}

    @Serdeable
    record CallRequested(String roomId, String kind) implements EventData {}

    @Serdeable
    record CallOffered(String roomId, String offerId, String kind) implements EventData {}

    @Serdeable
    record CallAccepted(String roomId, String kind) implements EventData {}

    @Serdeable
    record CallDeclined(String roomId) implements EventData {}

    @Serdeable
    record CallMissed(String roomId) implements EventData {}

    @Serdeable
    record CallJoined(String roomId, String participant, String kind) implements EventData {}

    @Serdeable
    record CallLeft(String roomId, String participant, String reason) implements EventData {}

    @Serdeable
    record CallEnded(String roomId, String reason, long seconds) implements EventData {}

    @Serdeable
    record CallQuality(
            String roomId,
            String participant,
            String level,
            @Nullable String reason) implements EventData {}

    @Serdeable
    record ProviderUnavailable(Instant since, String reason) implements EventData {}

    @Serdeable
    record ProviderRestored() implements EventData {}
}
