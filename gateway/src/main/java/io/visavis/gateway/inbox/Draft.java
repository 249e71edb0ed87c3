package io.visavis.gateway.inbox;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationState;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.LikelyEnds.LikelyEnd;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.conversation.VendorIds.VendorMessage;
import io.visavis.gateway.conversation.VendorText;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.spi.Author;
import io.visavis.spi.Capability;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one conversation in one batch come to: collects what to append, and follows state and agent as the
 * events change them. Not thread-safe.
 */
final class Draft {
    private final LiveProvider live;
    private final Conversation before;
    private final Map<VendorMessage, String> sent;
    private final IncomingWords words;
    private final LateNews lateNews;
    private final boolean vendorReopens;
    private final FormerWork formers;
    private final List<NewEvent> events = new ArrayList<>();
    private ConversationState state;
    private @Nullable String agentId;
    private @Nullable String agentName;
    private @Nullable String interactionId;
    /** Whether this batch has it waiting anew behind the agent's back: who comes then has come again. */
    private boolean queuedMeanwhile;

    private boolean alive;
    private @Nullable LikelyEnd likelyEnd;
    /** Since when it is over, where its vendor may take it up again; else null. */
    private @Nullable Instant reopensFrom;

    /**
     * Nothing to append yet.
     *
     * @param sent our ids of the messages that the vendor's ids in this batch name
     */
    Draft(
            LiveProvider live,
            Conversation before,
            Map<VendorMessage, String> sent,
            IncomingWords words,
            Conversations conversations) {
        this.live = live;
        this.before = before;
        this.sent = sent;
        this.words = words;
        this.lateNews = new LateNews(conversations, before.id());
        this.vendorReopens = live.descriptor().capabilities().contains(Capability.REOPEN);
        this.formers = new FormerWork(conversations, vendorReopens);
        this.state = before.state();
        this.agentId = before.agentId();
        this.agentName = before.agentName();
        this.interactionId = before.interactionId();
        this.reopensFrom = before.reopens() ? before.endedAt() : null;
    }

    ConversationId conversation() {
        return before.id();
    }

    /** What to append, in the vendor's order. */
    List<NewEvent> events() {
        return events;
    }

    /** Whether there was a sign of life. */
    boolean alive() {
        return alive;
    }

    /** How it probably ended, if nothing came after. */
    Optional<LikelyEnd> likelyEnd() {
        return Optional.ofNullable(likelyEnd);
    }

    /** Takes one event in; what an administrator should know of it, if anything. */
    Optional<Mark> add(Arrival arrival) {
        Optional<Mark> mark = Optional.empty();
        if (formers.isFormer(before, interactionId, arrival.event())) {
            return mark;
        }
        switch (arrival.event()) {
            case ProviderEvent.MessageReceived message -> mark = message(arrival, message);
            case ProviderEvent.AgentJoined joined -> joined(arrival, joined);
            case ProviderEvent.AgentLeft left -> left(arrival, left);
            // No sign of life: a vendor also says that nobody types, and that of one who has gone.
            case ProviderEvent.AgentTyping typing ->
                append(arrival, agent(typing.agentId()), new EventData.AgentTyping(typing.typing()), null, null);
            case ProviderEvent.ConversationQueued queued -> queued(arrival, queued);
            case ProviderEvent.ConversationTransferring _ -> transferring(arrival);
            case ProviderEvent.ConversationEnded ended -> ended(arrival, ended);
            case ProviderEvent.MessageDelivered delivered ->
                sent(delivered.vendorMessageId())
                        .ifPresent(id -> append(
                                arrival,
                                Actor.system(),
                                new EventData.MessageDelivered(id),
                                "delivered:" + id,
                                delivered.vendorMessageId()));
            case ProviderEvent.MessagesRead read ->
                append(arrival, agent(null), new EventData.MessageRead(read.readUpTo()), null, null);
            // These concern no conversation that is here; they are dealt with before.
            case ProviderEvent.ConversationOpened _,
                    ProviderEvent.ConfigurationProblem _,
                    ProviderEvent.Unrecognised _ -> mark = Optional.empty();
        }
        return mark;
    }

    private Optional<Mark> message(Arrival arrival, ProviderEvent.MessageReceived message) {
        String vendorMessageId = message.vendorMessageId();
        boolean sentByUs = sent(vendorMessageId).isPresent();
        if (words.areKnown(
                before.id(), message, agentId, sentByUs, live.descriptor().rules())) {
            return Optional.of(Mark.ECHO);
        }
        Author.Kind speaker = Echoes.kind(message.author(), agentId);
        // Words from before the agent left may come behind the news of it, and the vendor's own say nothing of people.
        if (speaker != Author.Kind.SYSTEM && (agentIsThere() || !lateNews.agentChangedSince(message.occurredAt()))) {
            signOfLife();
        }
        // Who speaks in a former one has it no more.
        if (speaker == Author.Kind.AGENT && !FormerWork.isReplaced(before, message.correlation())) {
            agentSpeaks(arrival, message);
        }
        append(
                arrival,
                author(message.author()),
                words.said(before.id(), message),
                arrival.key("m:", vendorMessageId),
                vendorMessageId);
        return (vendorMessageId == null || vendorMessageId.isBlank())
                        && !arrival.row().recognisable()
                ? Optional.of(Mark.MISSING_MESSAGE_ID)
                : Optional.empty();
    }

    /** Not every set-up tells that an agent joined; one who writes is there. */
    private void agentSpeaks(Arrival arrival, ProviderEvent.MessageReceived message) {
        if (state.waiting() && !lateNews.joinIsLate(message.occurredAt())) {
            Author author = message.author();
            join(
                    arrival,
                    VendorText.id(author.id()),
                    VendorText.name(author.name()),
                    message.correlation().interactionId());
        }
    }

    private void joined(Arrival arrival, ProviderEvent.AgentJoined joined) {
        String newInteraction = joined.correlation().interactionId();
        String newAgent = VendorText.id(joined.agentId());
        String newName = VendorText.name(joined.agentName());
        boolean samePerson = state == ConversationState.ACTIVE
                && Objects.equals(agentId, newAgent)
                && (newName == null || Objects.equals(agentName, newName));
        boolean sameWork = newInteraction == null || Objects.equals(VendorText.id(newInteraction), interactionId);
        boolean known = samePerson && sameWork && !queuedMeanwhile && !lateNews.queuedSinceAgentChanged();
        if (known || lateNews.joinIsLate(joined.occurredAt())) {
            return;
        }
        if (sameWork && newName != null && namedAfterwards(newAgent, newName)) {
            return;
        }
        signOfLife();
        takeUpAgain(joined.occurredAt());
        if (agentId != null && !Objects.equals(agentId, newAgent)) {
            append(arrival, agent(agentId), new EventData.AgentLeft(agentId), null, null);
        }
        join(arrival, newAgent, newName, newInteraction);
    }

    /**
     * Whether the name belongs to somebody who has joined in this very batch without one: a vendor tells of one person who joins
     * in several ways, and not in each by name.
     */
    private boolean namedAfterwards(@Nullable String id, String name) {
        if (id == null || !id.equals(agentId) || agentName != null) {
            return false;
        }
        for (int i = events.size() - 1; i >= 0; i--) {
            NewEvent event = events.get(i);
            if (event.data() instanceof EventData.AgentJoined joined && id.equals(joined.agentId())) {
                agentName = name;
                events.set(
                        i,
                        new NewEvent(
                                Actor.of(Actor.Kind.AGENT, id, name),
                                new EventData.AgentJoined(id, name, joined.interactionId()),
                                event.at(),
                                event.dedupKey(),
                                event.provider()));
                return true;
            }
        }
        return false;
    }

    private void join(Arrival arrival, @Nullable String id, @Nullable String name, @Nullable String interaction) {
        agentId = id;
        agentName = name;
        interactionId = interaction == null ? interactionId : VendorText.id(interaction);
        queuedMeanwhile = false;
        state = ConversationState.ACTIVE;
        append(
                arrival,
                Actor.of(Actor.Kind.AGENT, id, name),
                new EventData.AgentJoined(id, name, interaction),
                null,
                null);
    }

    private void left(Arrival arrival, ProviderEvent.AgentLeft left) {
        boolean theOneThere = left.agentId() == null || Objects.equals(VendorText.id(left.agentId()), agentId);
        if (!theOneThere || lateNews.leavingIsLate(left.occurredAt())) {
            return;
        }
        append(arrival, agent(agentId), new EventData.AgentLeft(agentId), null, null);
        agentId = null;
        agentName = null;
        // The queue was told first, and as long as the agent seemed to be there it was none.
        if (state == ConversationState.ACTIVE && lateNews.queuedSince(left.occurredAt())) {
            state = ConversationState.QUEUED;
            EventData waits = new EventData.ConversationQueued(null, null, null, null, "unknown");
            append(arrival, Actor.system(), waits, null, null);
        }
    }

    private void transferring(Arrival arrival) {
        if (lateNews.transferIsLate(arrival.event().occurredAt())) {
            return;
        }
        signOfLife();
        state = ConversationState.TRANSFERRING;
        append(arrival, Actor.system(), new EventData.ConversationTransferring(), null, null);
    }

    private void queued(Arrival arrival, ProviderEvent.ConversationQueued queued) {
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
            queuedMeanwhile = true;
        }
        append(arrival, Actor.system(), data, null, null);
    }

    private void ended(Arrival arrival, ProviderEvent.ConversationEnded ended) {
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
        append(arrival, Actor.system(), end, null, null);
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

    /** Our id of the visitor's message that the vendor's names. */
    private Optional<String> sent(@Nullable String vendorMessageId) {
        return vendorMessageId == null
                ? Optional.empty()
                : Optional.ofNullable(sent.get(new VendorMessage(before.id(), vendorMessageId)));
    }

    private Actor agent(@Nullable String id) {
        return Actor.of(Actor.Kind.AGENT, id == null ? agentId : id, agentName);
    }

    private Actor author(Author author) {
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

    private void append(
            Arrival arrival, Actor actor, EventData data, @Nullable String key, @Nullable String vendorMessageId) {
        Correlation about = arrival.event().correlation();
        Map<String, String> provider = new HashMap<>();
        provider.put("kind", live.descriptor().id());
        putIfPresent(provider, "conversationId", about.vendorConversationId());
        putIfPresent(provider, "interactionId", about.interactionId());
        putIfPresent(provider, "messageId", vendorMessageId);
        // A delivery that is held and comes again says nothing twice.
        String once =
                key == null ? arrival.key("", null) + ":" + data.getClass().getSimpleName() : key;
        events.add(new NewEvent(actor, data, arrival.event().occurredAt(), once, provider));
    }

    private static void putIfPresent(Map<String, String> map, String name, @Nullable String value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
