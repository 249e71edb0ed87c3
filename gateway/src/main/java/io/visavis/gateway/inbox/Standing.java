package io.visavis.gateway.inbox;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationState;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.LikelyEnds.LikelyEnd;
import io.visavis.gateway.conversation.VendorText;
import io.visavis.spi.Author;
import io.visavis.spi.ProviderEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who has a conversation, and whether it waits, runs or is over, as the events of a batch change it. What changes is appended
 * to the batch's events; what newer news has overtaken changes nothing. Not thread-safe.
 */
final class Standing {
    private final DraftEvents events;
    private final LateNews lateNews;
    private final boolean vendorReopens;
    private ConversationState state;
    private @Nullable String agentId;
    private @Nullable String agentName;
    private @Nullable String interactionId;
    /** Whether it waits anew behind the agent's back: who comes then has come again. Null while only the log knows. */
    private @Nullable Boolean waitsAnew;

    private boolean alive;
    private @Nullable LikelyEnd likelyEnd;
    /** Since when it is over, where its vendor may take it up again; else null. */
    private @Nullable Instant reopensFrom;

    /**
     * As it is before the batch.
     *
     * @param vendorReopens whether this vendor takes up an ended conversation again
     */
    Standing(Conversation before, Conversations conversations, boolean vendorReopens, DraftEvents events) {
        this.events = events;
        this.lateNews = new LateNews(conversations, before.id());
        this.vendorReopens = vendorReopens;
        this.state = before.state();
        this.agentId = before.agentId();
        this.agentName = before.agentName();
        this.interactionId = before.interactionId();
        this.reopensFrom = before.reopens() ? before.endedAt() : null;
    }

    /** Whether there was a sign of life. */
    boolean alive() {
        return alive;
    }

    /** How it probably ended, if nothing came after. */
    Optional<LikelyEnd> likelyEnd() {
        return Optional.ofNullable(likelyEnd);
    }

    @Nullable
    String agentId() {
        return agentId;
    }

    @Nullable
    String interactionId() {
        return interactionId;
    }

    /** The agent of this id; whose id the vendor did not say is the one who is there. */
    Actor agent(@Nullable String id) {
        return Actor.of(Actor.Kind.AGENT, id == null ? agentId : id, agentName);
    }

    /** Who speaks, by the name under which the agent joined. */
    Actor author(Author author) {
        Actor.Kind kind = switch (Echoes.kind(author, agentId)) {
            case VISITOR -> Actor.Kind.VISITOR;
            case AGENT -> Actor.Kind.AGENT;
            case BOT -> Actor.Kind.BOT;
            case SYSTEM -> Actor.Kind.SYSTEM;
        };
        boolean known =
                author.name() == null && author.id() != null && author.id().equals(agentId);
        return Actor.of(kind, author.id(), known ? agentName : author.name());
    }

    /** Words from before the agent left may come behind the news of it, and the vendor's own say nothing of people. */
    void spoke(ProviderEvent.MessageReceived message, Author.Kind speaker) {
        if (speaker != Author.Kind.SYSTEM && (agentIsThere() || !lateNews.agentChangedSince(message.occurredAt()))) {
            signOfLife();
        }
    }

    /** Not every set-up tells that an agent joined; one who writes is there. */
    void agentSpoke(Arrival arrival, ProviderEvent.MessageReceived message) {
        if (state.waiting() && !lateNews.joinIsLate(message.occurredAt())) {
            Author author = message.author();
            join(
                    arrival,
                    VendorText.id(author.id()),
                    VendorText.name(author.name()),
                    message.correlation().interactionId());
        }
    }

    void joined(Arrival arrival, ProviderEvent.AgentJoined joined) {
        String newInteraction = joined.correlation().interactionId();
        String newAgent = VendorText.id(joined.agentId());
        String newName = VendorText.name(joined.agentName());
        boolean samePerson = state == ConversationState.ACTIVE
                && Objects.equals(agentId, newAgent)
                && (newName == null || Objects.equals(agentName, newName));
        boolean sameWork = newInteraction == null || Objects.equals(VendorText.id(newInteraction), interactionId);
        boolean known = samePerson && sameWork && !waitsAnew();
        if (known || lateNews.joinIsLate(joined.occurredAt())) {
            return;
        }
        // A vendor tells of one person who joins in several ways, and not in each by name.
        boolean nameless = agentId != null && agentId.equals(newAgent) && agentName == null;
        if (sameWork && nameless && newName != null && events.nameJoined(agentId, newName)) {
            agentName = newName;
            return;
        }
        signOfLife();
        takeUpAgain(joined.occurredAt());
        if (agentId != null && !Objects.equals(agentId, newAgent)) {
            events.append(arrival, agent(null), new EventData.AgentLeft(agentId));
        }
        join(arrival, newAgent, newName, newInteraction);
    }

    private boolean waitsAnew() {
        return waitsAnew == null ? lateNews.queuedSinceAgentChanged() : waitsAnew;
    }

    private void join(Arrival arrival, @Nullable String id, @Nullable String name, @Nullable String interaction) {
        agentId = id;
        agentName = name;
        interactionId = interaction == null ? interactionId : VendorText.id(interaction);
        waitsAnew = false;
        state = ConversationState.ACTIVE;
        events.append(
                arrival,
                Actor.of(Actor.Kind.AGENT, id, name),
                new EventData.AgentJoined(id, name, interaction),
                null,
                null);
    }

    void left(Arrival arrival, ProviderEvent.AgentLeft left) {
        boolean theOneThere = left.agentId() == null || Objects.equals(VendorText.id(left.agentId()), agentId);
        if (!theOneThere || lateNews.leavingIsLate(left.occurredAt())) {
            return;
        }
        events.append(arrival, agent(null), new EventData.AgentLeft(agentId));
        agentId = null;
        agentName = null;
        // The queue was told first, and as long as the agent seemed to be there it was none.
        if (state == ConversationState.ACTIVE && lateNews.queuedSince(left.occurredAt())) {
            state = ConversationState.QUEUED;
            EventData waits = new EventData.ConversationQueued(null, null, null, null, "unknown");
            events.append(arrival, Actor.system(), waits);
        }
    }

    void transferring(Arrival arrival) {
        if (lateNews.transferIsLate(arrival.event().occurredAt())) {
            return;
        }
        signOfLife();
        state = ConversationState.TRANSFERRING;
        events.append(arrival, Actor.system(), new EventData.ConversationTransferring());
    }

    void queued(Arrival arrival, ProviderEvent.ConversationQueued queued) {
        if (lateNews.agentChangedSince(queued.occurredAt())) {
            return;
        }
        signOfLife();
        takeUpAgain(queued.occurredAt());
        boolean silent = queued.queueName() == null && queued.position() == null && queued.waitSeconds() == null;
        if (state == ConversationState.QUEUED && silent) {
            return;
        }
        // Back in the queue without an agent: the offer was missed or the agent let it go.
        boolean first = state == ConversationState.STARTING || (state == ConversationState.ACTIVE && !agentIsThere());
        String confidence = queued.position() == null && queued.waitSeconds() == null ? "unknown" : "provider";
        EventData data = first
                ? new EventData.ConversationQueued(
                        queued.queueId(), queued.queueName(), queued.position(), queued.waitSeconds(), confidence)
                : new EventData.QueueUpdated(
                        queued.queueId(), queued.queueName(), queued.position(), queued.waitSeconds(), confidence);
        if (first) {
            state = ConversationState.QUEUED;
        } else if (state == ConversationState.ACTIVE) {
            waitsAnew = true;
        }
        events.append(arrival, Actor.system(), data);
    }

    void ended(Arrival arrival, ProviderEvent.ConversationEnded ended) {
        EventData.ConversationEnded end = new EventData.ConversationEnded(
                ended.reason().name().toLowerCase(Locale.ROOT), null, reopens(ended.reason()));
        if (ended.certainty() == ProviderEvent.ConversationEnded.Certainty.LIKELY) {
            boolean handedOver = state == ConversationState.TRANSFERRING || agentIsThere();
            boolean over = state == ConversationState.ENDED;
            if (over
                    || lateNews.queuedSince(ended.occurredAt())
                    || (ended.reason() == ProviderEvent.ConversationEnded.Reason.AGENT && handedOver)) {
                return;
            }
            likelyEnd = new LikelyEnd(end, ended.occurredAt());
            return;
        }
        signOfLife();
        state = ConversationState.ENDED;
        reopensFrom = end.reopens() ? ended.occurredAt() : null;
        events.append(arrival, Actor.system(), end);
    }

    /** A visitor who has left would begin anew (contract of signed deliveries, 2.4 and 2.6). */
    private boolean reopens(ProviderEvent.ConversationEnded.Reason reason) {
        return reason != ProviderEvent.ConversationEnded.Reason.VISITOR && vendorReopens;
    }

    /** A queue or an agent behind the end, by the vendor's clock: the visitor's last words have crossed it. */
    private void takeUpAgain(Instant occurredAt) {
        if (state == ConversationState.ENDED && reopensFrom != null && occurredAt.isAfter(reopensFrom)) {
            state = ConversationState.STARTING;
            agentId = null;
            agentName = null;
            interactionId = null;
            reopensFrom = null;
        }
    }

    private boolean agentIsThere() {
        return agentId != null || agentName != null;
    }

    /** What is said after an end that was merely likely takes it back. */
    private void signOfLife() {
        alive = true;
        likelyEnd = null;
    }
}
