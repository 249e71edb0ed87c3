package io.visavis.gateway.inbox;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.AgentSightings;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.LikelyEnds.LikelyEnd;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.conversation.VendorIds.VendorMessage;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.spi.Author;
import io.visavis.spi.Capability;
import io.visavis.spi.ProviderEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the events of one conversation in one batch come to: each is judged, and what it says appended. Not thread-safe. */
final class Draft {
    private final LiveProvider live;
    private final Conversation before;
    private final Map<VendorMessage, String> sent;
    private final IncomingWords words;
    private final FormerWork formers;
    private final DraftEvents events;
    private final Standing standing;

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
            Conversations conversations,
            AgentSightings sightings) {
        SeenAgents seen = new SeenAgents(sightings, before.id());
        boolean vendorReopens = live.descriptor().capabilities().contains(Capability.REOPEN);
        this.live = live;
        this.before = before;
        this.sent = sent;
        this.words = words;
        this.formers = new FormerWork(conversations, seen, vendorReopens);
        this.events = new DraftEvents(live.descriptor().id());
        this.standing = new Standing(before, conversations, seen, vendorReopens, events);
    }

    ConversationId conversation() {
        return before.id();
    }

    /** What to append, in the vendor's order. */
    List<NewEvent> events() {
        return events.all();
    }

    /** Whether there was a sign of life. */
    boolean alive() {
        return standing.alive();
    }

    /** How it probably ended, if nothing came after. */
    Optional<LikelyEnd> likelyEnd() {
        return standing.likelyEnd();
    }

    /** Takes one event in; what an administrator should know of it, if anything. */
    Optional<Mark> add(Arrival arrival) {
        if (formers.isFormer(before, standing.interactionId(), arrival.event())) {
            return Optional.empty();
        }
        switch (arrival.event()) {
            case ProviderEvent.MessageReceived message -> {
                return message(arrival, message);
            }
            case ProviderEvent.AgentJoined joined -> standing.joined(arrival, joined);
            case ProviderEvent.AgentLeft left -> standing.left(arrival, left);
            // No sign of life: a vendor also says that nobody types, and that of one who has gone.
            case ProviderEvent.AgentTyping typing ->
                events.append(arrival, standing.agent(typing.agentId()), new EventData.AgentTyping(typing.typing()));
            case ProviderEvent.ConversationQueued queued -> standing.queued(arrival, queued);
            case ProviderEvent.ConversationTransferring _ -> standing.transferring(arrival);
            case ProviderEvent.ConversationEnded ended -> standing.ended(arrival, ended);
            case ProviderEvent.MessageDelivered delivered -> delivered(arrival, delivered.vendorMessageId());
            case ProviderEvent.MessagesRead read ->
                events.append(arrival, standing.agent(null), new EventData.MessageRead(read.readUpTo()));
            // These concern no conversation that is here; they are dealt with before.
            case ProviderEvent.ConversationOpened _,
                    ProviderEvent.ConfigurationProblem _,
                    ProviderEvent.Unrecognised _ -> {}
        }
        return Optional.empty();
    }

    private Optional<Mark> message(Arrival arrival, ProviderEvent.MessageReceived message) {
        String vendorMessageId = message.vendorMessageId();
        boolean sentByUs = sent(vendorMessageId).isPresent();
        if (words.areKnown(
                before.id(),
                message,
                standing.agentId(),
                sentByUs,
                live.descriptor().rules())) {
            return Optional.of(Mark.ECHO);
        }
        Author.Kind speaker = Echoes.kind(message.author(), standing.agentId());
        standing.spoke(message, speaker);
        // Who speaks in a former one has it no more.
        if (speaker == Author.Kind.AGENT && !FormerWork.isReplaced(before, message.correlation())) {
            standing.agentSpoke(arrival, message);
        }
        events.append(
                arrival,
                standing.author(message.author()),
                words.said(before.id(), message),
                arrival.key("m:", vendorMessageId),
                vendorMessageId);
        return (vendorMessageId == null || vendorMessageId.isBlank())
                        && !arrival.row().recognisable()
                ? Optional.of(Mark.MISSING_MESSAGE_ID)
                : Optional.empty();
    }

    private void delivered(Arrival arrival, @Nullable String vendorMessageId) {
        sent(vendorMessageId)
                .ifPresent(id -> events.append(
                        arrival,
                        Actor.system(),
                        new EventData.MessageDelivered(id),
                        "delivered:" + id,
                        vendorMessageId));
    }

    /** Our id of the visitor's message that the vendor's names. */
    private Optional<String> sent(@Nullable String vendorMessageId) {
        return vendorMessageId == null
                ? Optional.empty()
                : Optional.ofNullable(sent.get(new VendorMessage(before.id(), vendorMessageId)));
    }
}
