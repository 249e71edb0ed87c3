package io.visavis.gateway.inbox;

import io.micronaut.context.BeanProvider;
import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.ConversationStarts;
import io.visavis.gateway.conversation.ConversationState;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.LikelyEnds;
import io.visavis.gateway.conversation.NewConversation;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.conversation.Notices;
import io.visavis.gateway.conversation.VendorIds;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.spi.ProviderEvent.ConversationOpened;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Conversations that an agent opens towards a customer (contract 3.7): the customer's open chat goes on in it if there
 * is one, and the vendor's conversation that it was in is left; else kept in a conversation without a visitor, and the
 * agent is told. Of two the newer one by the vendor's clock has the chat, whichever is told first; the older one is left.
 */
@Singleton
final class OpenedConversations {
    private static final String NOBODY_THERE =
            "The customer has no chat window open now, so nobody reads here. Reach them another way.";

    private final Correlations correlations;
    private final Conversations conversations;
    private final ConversationStarts starts;
    private final ConversationLog log;
    private final VendorIds vendorIds;
    private final LikelyEnds likelyEnds;
    private final BeanProvider<Notices> notices;

    OpenedConversations(
            Correlations correlations,
            Conversations conversations,
            ConversationStarts starts,
            ConversationLog log,
            VendorIds vendorIds,
            LikelyEnds likelyEnds,
            BeanProvider<Notices> notices) {
        this.correlations = correlations;
        this.conversations = conversations;
        this.starts = starts;
        this.log = log;
        this.vendorIds = vendorIds;
        this.likelyEnds = likelyEnds;
        this.notices = notices;
    }

    /**
     * Takes the opening in.
     *
     * @param patient whether it may be asked to come again
     * @return false to come again: the customer's own start is under way, and this is probably its shadow
     */
    boolean apply(LiveProvider live, ConversationOpened event, boolean patient) {
        // Of one that is known it is a repeat, or the shadow of our own start, to which no agent has come yet.
        boolean known = correlations.find(live, event.correlation()).isPresent();
        String vendorId = event.correlation().vendorConversationId();
        if (known || vendorId == null) {
            return true;
        }
        String chatMode = live.descriptor().chatMode();
        Optional<Conversation> open = Optional.ofNullable(event.customerEmail())
                .filter(email -> !email.isBlank())
                .flatMap(email -> conversations.findOpenByCustomer(live.applicationId(), chatMode, email))
                .filter(found -> found.connectionId().equals(live.connectionId()));
        if (open.isPresent() && open.get().vendorId() == null && patient) {
            return false;
        }
        if (open.isPresent() && isOlder(event, open.get())) {
            vendorIds.bindFormer(open.get().id(), vendorId, event.occurredAt());
        } else if (open.isPresent()) {
            vendorIds.bindOpened(open.get().id(), vendorId, event.occurredAt());
            takeOver(open.get(), event);
        } else {
            agentIsThere(shell(live, event, chatMode, vendorId), event);
        }
        return true;
    }

    /** Whether what the chat is in has been opened since. A vendor's clock may count whole seconds, ours does not. */
    private boolean isOlder(ConversationOpened event, Conversation open) {
        return open.vendorId() != null
                && event.occurredAt()
                        .isBefore(conversations
                                .openedAt(open.connectionId(), open.vendorId())
                                .orElseGet(() -> open.createdAt().truncatedTo(ChronoUnit.SECONDS)));
    }

    private Conversation shell(LiveProvider live, ConversationOpened event, String chatMode, String vendorId) {
        Conversation created = starts.create(new NewConversation(
                ConversationId.next(),
                live.applicationId(),
                live.connectionId(),
                chatMode,
                event.customerEmail(),
                event.subject(),
                null));
        vendorIds.bindOpened(created.id(), vendorId, event.occurredAt());
        notices.stream().forEach(agent -> agent.post(created.id(), NOBODY_THERE));
        return created;
    }

    /** Whoever had the chat has it no more, and that they went ends nothing. */
    private void takeOver(Conversation open, ConversationOpened event) {
        likelyEnds.cancel(Set.of(open.id()));
        boolean agentWasThere = open.agentId() != null || open.agentName() != null;
        if (agentWasThere && event.agentName() != null && !event.agentName().equals(open.agentName())) {
            log.append(
                    open.id(),
                    List.of(
                            new NewEvent(
                                    Actor.of(Actor.Kind.AGENT, open.agentId(), open.agentName()),
                                    new EventData.AgentLeft(open.agentId()),
                                    event.occurredAt(),
                                    null,
                                    null),
                            joined(event)));
        } else {
            agentIsThere(open, event);
        }
    }

    private void agentIsThere(Conversation conversation, ConversationOpened event) {
        if (event.agentName() != null && conversation.state() != ConversationState.ACTIVE) {
            log.append(conversation.id(), joined(event));
        }
    }

    private static NewEvent joined(ConversationOpened event) {
        return new NewEvent(
                Actor.of(Actor.Kind.AGENT, null, event.agentName()),
                new EventData.AgentJoined(null, event.agentName(), null),
                event.occurredAt(),
                null,
                null);
    }
}
