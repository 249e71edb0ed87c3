package io.visavis.gateway.inbox;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.AgentSightings.Sighting;
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
    private final SeenAgents seen;
    private final boolean vendorReopens;
    private ConversationState state;
    private @Nullable String agentId;
    private @Nullable String agentName;
    private @Nullable String interactionId;
    /** Whether it waits anew behind the agent's back: who comes then has come again. Null while only the log knows. */
    private @Nullable Boolean waitsAnew;

    /** When this batch said that it waits; the log does not hold it yet. */
    private @Nullable Instant queuedAt;
    /** When somebody left, in this batch, whose coming is not known. */
    private @Nullable Instant unknownLeftAt;

    private boolean alive;
    private @Nullable LikelyEnd likelyEnd;
    /** Since when it is over, where its vendor may take it up again; else null. */
    private @Nullable Instant reopensFrom;

    /**
     * As it is before the batch.
     *
     * @param vendorReopens whether this vendor takes up an ended conversation again
     */
    Standing(
            Conversation before,
            Conversations conversations,
            SeenAgents seen,
            boolean vendorReopens,
            DraftEvents events) {
        this.events = events;
        this.seen = seen;
        this.lateNews = new LateNews(conversations, before.id(), seen);
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
        Instant at = message.occurredAt();
        boolean overtaken = !agentIsThere() && (lateNews.agentChangedSince(at) || lateNews.unknownLeftSince(at));
        if (speaker != Author.Kind.SYSTEM && !overtaken) {
            signOfLife();
        }
    }

    /** Not every set-up tells that an agent joined; one who writes is there. */
    void agentSpoke(Arrival arrival, ProviderEvent.MessageReceived message) {
        Author author = message.author();
        String id = VendorText.id(author.id());
        if (state.waiting() && !lateNews.joinIsLate(id, message.occurredAt())) {
            Optional<Sighting> gone = seen.gone(id, message.occurredAt());
            join(
                    arrival,
                    id,
                    VendorText.name(author.name()),
                    message.correlation().interactionId());
            gone.ifPresent(left -> leaveAtOnce(arrival, left));
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
        Instant at = joined.occurredAt();
        if (known) {
            lateNews.isThere(newAgent, at);
            return;
        }
        if (lateNews.joinIsLate(newAgent, at)) {
            return;
        }
        // A vendor tells of one person who joins in several ways, and not in each by name.
        boolean nameless = agentId != null && agentId.equals(newAgent) && agentName == null;
        if (sameWork && nameless && newName != null && events.nameJoined(agentId, newName)) {
            agentName = newName;
            lateNews.isThere(newAgent, at);
            return;
        }
        Optional<Sighting> gone = seen.gone(newAgent, at);
        if (gone.isEmpty()) {
            signOfLife();
        }
        takeUpAgain(at);
        if (agentId != null && !Objects.equals(agentId, newAgent)) {
            events.append(arrival, agent(null), new EventData.AgentLeft(agentId));
        }
        join(arrival, newAgent, newName, newInteraction);
        gone.ifPresent(left -> leaveAtOnce(arrival, left));
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
        Instant at = left.occurredAt();
        if (lateNews.leavingIsLate(at)) {
            return;
        }
        String leaver = VendorText.id(left.agentId());
        if (leaver == null || leaver.equals(agentId)) {
            leave(arrival, at);
        } else {
            seen.left(leaver, at);
            unknownLeftAt = at;
        }
    }

    private void leave(Arrival arrival, Instant at) {
        events.append(arrival, agent(null), new EventData.AgentLeft(agentId), at);
        agentId = null;
        agentName = null;
        // The queue was told first, and as long as the agent seemed to be there it was none.
        if (state == ConversationState.ACTIVE && queuedSince(at)) {
            state = ConversationState.QUEUED;
            EventData waits = new EventData.ConversationQueued(null, null, null, null, "unknown");
            events.append(arrival, Actor.system(), waits, at);
        }
    }

    /** The leaving of who came was told before the coming. */
    private void leaveAtOnce(Arrival arrival, Sighting left) {
        Instant at = Objects.requireNonNull(left.leftAt());
        leave(arrival, at);
        if (left.leftEnds() && state == ConversationState.ACTIVE) {
            likelyEnd = new LikelyEnd(end(ProviderEvent.ConversationEnded.Reason.AGENT), at);
        }
    }

    private boolean queuedSince(Instant at) {
        return (queuedAt != null && !queuedAt.isBefore(at)) || lateNews.queuedSince(at);
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
        queuedAt = queued.occurredAt();
        if (!lateNews.unknownLeftSince(queuedAt)) {
            signOfLife();
        }
        takeUpAgain(queuedAt);
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
        EventData.ConversationEnded end = end(ended.reason());
        if (ended.certainty() == ProviderEvent.ConversationEnded.Certainty.LIKELY) {
            if (ended.occurredAt().equals(unknownLeftAt)) {
                seen.leftForGood(unknownLeftAt);
            }
            boolean handedOver = state == ConversationState.TRANSFERRING || agentIsThere();
            boolean over = state == ConversationState.ENDED;
            if (over
                    || queuedSince(ended.occurredAt())
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

    private EventData.ConversationEnded end(ProviderEvent.ConversationEnded.Reason reason) {
        return new EventData.ConversationEnded(reason.name().toLowerCase(Locale.ROOT), null, reopens(reason));
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
