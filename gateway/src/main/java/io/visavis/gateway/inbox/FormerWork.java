package io.visavis.gateway.inbox;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.VendorText;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells news of what a conversation was at the vendor before from news of what it is: a vendor's conversation that another
 * has replaced, an interaction that another has followed, a stretch that was over when the conversation was taken up again.
 * What was said there is said; what becomes of it is nobody's concern any more.
 */
final class FormerWork {
    private final Conversations conversations;
    private final SeenAgents seen;
    /** Whether what is over may go on at the vendor. */
    private final boolean reopens;

    FormerWork(Conversations conversations, SeenAgents seen, boolean reopens) {
        this.conversations = conversations;
        this.seen = seen;
        this.reopens = reopens;
    }

    /**
     * Whether the event says only what became of former work.
     *
     * @param interactionId the one that runs, as far as is known
     */
    boolean isFormer(Conversation now, @Nullable String interactionId, ProviderEvent event) {
        return switch (event) {
            case ProviderEvent.MessageReceived _,
                    ProviderEvent.MessageDelivered _,
                    ProviderEvent.MessagesRead _,
                    ProviderEvent.ConversationOpened _,
                    ProviderEvent.ConfigurationProblem _,
                    ProviderEvent.Unrecognised _ -> false;
            case ProviderEvent.ConversationEnded ended ->
                isReplaced(now, ended.correlation())
                        || isOfEarlierWork(now, interactionId, ended.correlation())
                        || isTakenUpSince(now.id(), ended);
            case ProviderEvent.ConversationQueued _,
                    ProviderEvent.ConversationTransferring _,
                    ProviderEvent.AgentJoined _,
                    ProviderEvent.AgentLeft _,
                    ProviderEvent.AgentTyping _ -> isReplaced(now, event.correlation());
        };
    }

    /** Whether this is of a vendor's conversation that is not the one that it is in. */
    static boolean isReplaced(Conversation now, Correlation about) {
        String named = about.vendorConversationId();
        return named != null && now.vendorId() != null && !named.equals(now.vendorId());
    }

    /** Who names the interaction that runs means it, whatever else is named. */
    private boolean isOfEarlierWork(Conversation now, @Nullable String interactionId, Correlation about) {
        String named = about.interactionId();
        boolean byTheCurrent = named != null && Objects.equals(VendorText.id(named), interactionId);
        return !byTheCurrent && (isFollowed(now.id(), named) || isOfTheOneWeBegan(now, about));
    }

    /** One that no agent is known to have had may be the current one, whose news is not here yet. */
    private boolean isFollowed(ConversationId id, @Nullable String named) {
        return named != null && conversations.hadInteraction(id, named);
    }

    /** Our id came to the vendor with the conversation that we began; one that an agent opened in its place does not know it. */
    private boolean isOfTheOneWeBegan(Conversation now, Correlation about) {
        boolean byOurId = about.vendorConversationId() == null && about.gatewayConversationId() != null;
        return byOurId && isOpenedByAgent(now);
    }

    private boolean isOpenedByAgent(Conversation now) {
        return now.vendorId() != null
                && conversations.openedAt(now.connectionId(), now.vendorId()).isPresent();
    }

    /** The end and the news of going on overtake each other on their way; a vendor that reopens nothing ends for good. */
    private boolean isTakenUpSince(ConversationId id, ProviderEvent.ConversationEnded ended) {
        return reopens
                && Stream.concat(conversations.takenUpAt(id).stream(), seen.thereAt().stream())
                        .anyMatch(goesOn -> goesOn.isAfter(ended.occurredAt()));
    }
}
