package io.visavis.gateway.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation while events change it. Only the events decide: the same events in the same order give the same
 * conversation. Not thread-safe.
 */
final class StateMachine {
    private final Conversation before;
    private ConversationState state;
    private @Nullable String interactionId;
    private @Nullable String agentId;
    private @Nullable String agentName;
    private @Nullable Instant unavailableSince;
    private @Nullable Instant endedAt;
    private boolean reopens;

    StateMachine(Conversation before) {
        this.before = before;
        this.state = before.state();
        this.interactionId = before.interactionId();
        this.agentId = before.agentId();
        this.agentName = before.agentName();
        this.unavailableSince = before.unavailableSince();
        this.endedAt = before.endedAt();
        this.reopens = before.reopens();
    }

    /**
     * Takes the event in. False when it means nothing any more (a second end, an agent who joins what is over) and must
     * not be logged; the conversation is then as it was.
     */
    boolean take(Actor actor, EventData data, Instant at) {
        return switch (data) {
            case EventData.ConversationQueued _ -> openAgain(at) && queued();
            case EventData.ConversationTransferring _ -> open() && move(ConversationState.TRANSFERRING);
            case EventData.AgentJoined joined -> openAgain(at) && joined(joined);
            case EventData.AgentLeft _ -> open() && left();
            case EventData.ConversationEnded ended -> open() && ended(ended, at);
            case EventData.ProviderUnavailable down -> open() && unavailable(down.since());
            case EventData.ProviderRestored _ -> restored();
            case EventData.QueueUpdated _, EventData.AgentTyping _, EventData.ConversationExpiring _ -> open();
            case EventData.MessageCreated _ -> said(actor);
            // Words, files and calls are kept even when they come late: the log is the transcript.
            case EventData.ConversationCreated _,
                    EventData.MessageAccepted _,
                    EventData.MessageDelivered _,
                    EventData.MessageRead _,
                    EventData.MessageFailed _,
                    EventData.AttachmentReady _,
                    EventData.AttachmentRejected _,
                    EventData.CallRequested _,
                    EventData.CallOffered _,
                    EventData.CallAccepted _,
                    EventData.CallDeclined _,
                    EventData.CallMissed _,
                    EventData.CallJoined _,
                    EventData.CallLeft _,
                    EventData.CallEnded _,
                    EventData.CallQuality _ -> true;
        };
    }

    /** Some vendors say that somebody joined, and who it is only with the first word. */
    void heard(Actor speaker) {
        boolean agent = speaker.kind().equals(Actor.Kind.AGENT.wireName());
        if (agent && agentName == null && agentId != null && (speaker.id() == null || agentId.equals(speaker.id()))) {
            agentName = VendorText.name(speaker.name());
        }
    }

    /** The conversation as it stands, its newest event at {@code position}. */
    Conversation at(long position) {
        return new Conversation(
                before.id(),
                before.applicationId(),
                before.connectionId(),
                before.chatMode(),
                state,
                before.vendorId(),
                interactionId,
                agentId,
                agentName,
                before.customerEmail(),
                before.customerName(),
                before.subject(),
                position,
                unavailableSince,
                before.createdAt(),
                endedAt,
                reopens);
    }

    private boolean open() {
        return state != ConversationState.ENDED;
    }

    /** What the vendor began behind the end takes the conversation up again: a message may have crossed the end. */
    private boolean openAgain(Instant at) {
        if (reopens && endedAt != null && at.isAfter(endedAt)) {
            reopen();
        }
        return open();
    }

    private boolean said(Actor speaker) {
        if (reopens && speaker.equals(Actor.visitor())) {
            reopen();
        }
        return true;
    }

    /** As new, but for what was said. */
    private void reopen() {
        state = ConversationState.STARTING;
        interactionId = null;
        agentId = null;
        agentName = null;
        endedAt = null;
        reopens = false;
    }

    private boolean queued() {
        // While an agent is there or is being changed, a queue is news of the transfer, not a step back.
        boolean agentThere = agentId != null || agentName != null;
        if (state == ConversationState.STARTING || (state == ConversationState.ACTIVE && !agentThere)) {
            state = ConversationState.QUEUED;
        }
        return true;
    }

    private boolean move(ConversationState next) {
        state = next;
        return true;
    }

    private boolean joined(EventData.AgentJoined joined) {
        agentId = VendorText.id(joined.agentId());
        agentName = VendorText.name(joined.name());
        if (joined.interactionId() != null) {
            interactionId = VendorText.id(joined.interactionId());
        }
        return move(ConversationState.ACTIVE);
    }

    private boolean left() {
        agentId = null;
        agentName = null;
        return true;
    }

    private boolean ended(EventData.ConversationEnded end, Instant at) {
        endedAt = at;
        reopens = end.reopens();
        unavailableSince = null;
        return move(ConversationState.ENDED);
    }

    private boolean unavailable(Instant since) {
        if (unavailableSince != null) {
            return false;
        }
        unavailableSince = since;
        return true;
    }

    private boolean restored() {
        if (unavailableSince == null) {
            return false;
        }
        unavailableSince = null;
        return true;
    }
}
