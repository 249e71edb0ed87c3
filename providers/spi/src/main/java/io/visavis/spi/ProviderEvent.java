package io.visavis.spi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened at the vendor, in the vendor-neutral words of the conversation log. */
public sealed interface ProviderEvent {

    Correlation correlation();

    /** When it happened by the vendor's clock; the arrival time where the vendor does not say. */
    Instant occurredAt();

    /**
     * An agent opened a conversation towards a customer.
     *
     * @param entryPoint the vendor's id of the way in, for example a touchpoint
     */
    record ConversationOpened(
            Correlation correlation,
            Instant occurredAt,
            @Nullable String customerEmail,
            @Nullable String agentName,
            @Nullable String entryPoint,
            @Nullable String subject)
            implements ProviderEvent {}

    /**
     * Waiting for an agent. Repeated with news of the place in the queue.
     *
     * @param position 1 is next; null when unknown
     * @param waitSeconds expected wait; null when unknown
     */
    record ConversationQueued(
            Correlation correlation,
            Instant occurredAt,
            @Nullable String queueId,
            @Nullable String queueName,
            @Nullable Integer position,
            @Nullable Long waitSeconds)
            implements ProviderEvent {}

    /** On its way to another queue or agent: the agent who leaves now does not end it. */
    record ConversationTransferring(Correlation correlation, Instant occurredAt) implements ProviderEvent {}

    /** An agent took the conversation; another agent id later means a change of agent. */
    record AgentJoined(
            Correlation correlation,
            Instant occurredAt,
            @Nullable String agentId,
            @Nullable String agentName) implements ProviderEvent {}

    /** An agent is no longer there. Whether that is the end, a {@link ConversationEnded} beside it says. */
    record AgentLeft(
            Correlation correlation,
            Instant occurredAt,
            @Nullable String agentId) implements ProviderEvent {}

    /** An agent began or stopped typing. */
    record AgentTyping(
            Correlation correlation,
            Instant occurredAt,
            @Nullable String agentId,
            boolean typing) implements ProviderEvent {}

    /**
     * Words, files or a card. Text is untrusted and shown as text.
     *
     * @param mayBeEcho the vendor marks it as coming back from us although its author says otherwise: dropped when the
     *     same words were sent a moment before
     */
    record MessageReceived(
            Correlation correlation,
            Instant occurredAt,
            @Nullable String vendorMessageId,
            Author author,
            String text,
            List<IncomingAttachment> attachments,
            @Nullable Card card,
            boolean mayBeEcho)
            implements ProviderEvent {
        public MessageReceived {
            attachments = List.copyOf(attachments);
        }

        /** One that is plainly no echo. */
        public MessageReceived(
                Correlation correlation,
                Instant occurredAt,
                @Nullable String vendorMessageId,
                Author author,
                String text,
                List<IncomingAttachment> attachments,
                @Nullable Card card) {
            this(correlation, occurredAt, vendorMessageId, author, text, attachments, card, false);
        }
    }

    /** A message of the visitor reached the agent's side. */
    record MessageDelivered(
            Correlation correlation,
            Instant occurredAt,
            @Nullable String vendorMessageId) implements ProviderEvent {}

    /** The agent has read all that was sent up to {@code readUpTo}. */
    record MessagesRead(Correlation correlation, Instant occurredAt, Instant readUpTo) implements ProviderEvent {}

    /**
     * It is over at the vendor, or seems so. With {@link Capability#REOPEN}, the visitor's next message opens it again unless
     * they have left themselves; a queue or an agent that comes later by the vendor's clock says that it is open again, too.
     */
    record ConversationEnded(Correlation correlation, Instant occurredAt, Reason reason, Certainty certainty)
            implements ProviderEvent {

        /** Who ended it. */
        public enum Reason {
            AGENT,
            VISITOR,
            /** The vendor ended it, or does not say who did. */
            PROVIDER,
            /** Nobody wrote for too long. */
            TIMEOUT
        }

        /** Whether that is the last word. */
        public enum Certainty {
            /** The vendor says so. */
            FINAL,
            /** Ends after {@link ConversationRules#endGrace()} unless there is a sign of life. */
            LIKELY
        }
    }

    /** The vendor's side is set up wrongly; shown to the administrator, never to the visitor. */
    record ConfigurationProblem(Correlation correlation, Instant occurredAt, String field, String detail)
            implements ProviderEvent {}

    /** Not understood: kept and shown to the administrator. */
    record Unrecognised(Correlation correlation, Instant occurredAt, String kind, String detail)
            implements ProviderEvent {}
}
