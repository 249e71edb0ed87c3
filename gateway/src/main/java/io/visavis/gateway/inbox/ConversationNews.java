package io.visavis.gateway.inbox;

import io.micronaut.context.BeanProvider;
import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.ConversationState;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.EchoListener;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.LikelyEnds;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.conversation.VendorFile;
import io.visavis.gateway.conversation.VendorIds;
import io.visavis.gateway.conversation.VendorIds.VendorMessage;
import io.visavis.gateway.conversation.VendorText;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.spi.Author;
import io.visavis.spi.Correlation;
import io.visavis.spi.IncomingAttachment;
import io.visavis.spi.ProviderEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a vendor's events are to their conversations. */
@Singleton
final class ConversationNews {
    private final Conversations conversations;
    private final VendorIds vendorIds;
    private final Echoes echoes;
    private final BeanProvider<EchoListener> echoListeners;
    private final LikelyEnds likelyEnds;
    private final ConversationLog log;
    private final Clock clock;

    ConversationNews(
            Conversations conversations,
            VendorIds vendorIds,
            Echoes echoes,
            BeanProvider<EchoListener> echoListeners,
            LikelyEnds likelyEnds,
            ConversationLog log,
            Clock clock) {
        this.conversations = conversations;
        this.vendorIds = vendorIds;
        this.echoes = echoes;
        this.echoListeners = echoListeners;
        this.likelyEnds = likelyEnds;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Appends what the events of one batch are to their conversations; each conversation's in the vendor's order. Inside a
     * unit of work.
     *
     * @param gone told of events whose conversation is not there
     * @param marks told what an administrator should know of an event
     */
    void of(
            LiveProvider live,
            Map<ConversationId, List<Arrival>> arrivals,
            Consumer<Arrival> gone,
            BiConsumer<Arrival, Mark> marks) {
        Map<ConversationId, Conversation> standing = conversations.find(arrivals.keySet());
        Map<VendorMessage, String> sent = vendorIds.sentMessages(vendorMessages(arrivals));
        List<Draft> drafts = new ArrayList<>();
        arrivals.forEach((id, ofOne) -> {
            Conversation before = standing.get(id);
            if (before == null) {
                ofOne.forEach(gone);
                return;
            }
            ofOne.sort(Comparator.comparing(arrival -> arrival.event().occurredAt()));
            Draft draft = new Draft(live, before, sent);
            ofOne.forEach(arrival -> draft.add(arrival).ifPresent(mark -> marks.accept(arrival, mark)));
            drafts.add(draft);
        });
        likelyEnds.cancel(drafts.stream()
                .filter(draft -> draft.alive)
                .map(draft -> draft.before.id())
                .collect(Collectors.toSet()));
        drafts.forEach(Draft::expectEnd);
        Map<ConversationId, List<NewEvent>> events = new LinkedHashMap<>();
        drafts.stream()
                .filter(draft -> !draft.events.isEmpty())
                .forEach(draft -> events.put(draft.before.id(), draft.events));
        log.append(events);
    }

    private static Set<VendorMessage> vendorMessages(Map<ConversationId, List<Arrival>> arrivals) {
        Set<VendorMessage> messages = new HashSet<>();
        arrivals.forEach((id, ofOne) -> ofOne.forEach(arrival -> {
            String named = switch (arrival.event()) {
                case ProviderEvent.MessageReceived message -> message.vendorMessageId();
                case ProviderEvent.MessageDelivered delivered -> delivered.vendorMessageId();
                default -> null;
            };
            if (named != null) {
                messages.add(new VendorMessage(id, named));
            }
        }));
        return messages;
    }

    /** Collects what to append; follows the agent as the events bring and take one. Not thread-safe. */
    private final class Draft {
        private final LiveProvider live;
        private final Conversation before;
        private final Map<VendorMessage, String> sent;
        private final List<NewEvent> events = new ArrayList<>();
        private ConversationState state;
        private @Nullable String agentId;
        private @Nullable String agentName;
        private @Nullable String interactionId;
        /** Whether there was a sign of life. */
        private boolean alive;
        /** Why it probably ended, if nothing came after. */
        private @Nullable String likelyEnd;

        Draft(LiveProvider live, Conversation before, Map<VendorMessage, String> sent) {
            this.live = live;
            this.before = before;
            this.sent = sent;
            this.state = before.state();
            this.agentId = before.agentId();
            this.agentName = before.agentName();
            this.interactionId = before.interactionId();
        }

        /** Takes one event in; what an administrator should know of it, if anything. */
        Optional<Mark> add(Arrival arrival) {
            Optional<Mark> mark = Optional.empty();
            switch (arrival.event()) {
                case ProviderEvent.MessageReceived message -> mark = message(arrival, message);
                case ProviderEvent.AgentJoined joined -> joined(arrival, joined);
                case ProviderEvent.AgentLeft left -> left(arrival, left);
                case ProviderEvent.AgentTyping typing -> {
                    signOfLife();
                    append(arrival, agent(typing.agentId()), new EventData.AgentTyping(typing.typing()), null, null);
                }
                case ProviderEvent.ConversationQueued queued -> queued(arrival, queued);
                case ProviderEvent.ConversationTransferring _ -> {
                    signOfLife();
                    state = ConversationState.TRANSFERRING;
                    append(arrival, Actor.system(), new EventData.ConversationTransferring(), null, null);
                }
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
            if (echoes.isEcho(
                    before.id(), message, agentId, sent(vendorMessageId).isPresent())) {
                if (live.descriptor().rules().echoPatience().isPositive()) {
                    echoListeners.stream().forEach(it -> it.heard(before.id(), vendorMessageId, message.text()));
                }
                return Optional.of(Mark.ECHO);
            }
            signOfLife();
            if (Echoes.kind(message.author(), agentId) == Author.Kind.AGENT) {
                agentSpeaks(arrival, message);
            }
            append(
                    arrival,
                    author(message.author()),
                    new EventData.MessageCreated(
                            Ids.next("msg"), message.text(), files(message.attachments()), card(message), null),
                    arrival.key("m:", vendorMessageId),
                    vendorMessageId);
            return (vendorMessageId == null || vendorMessageId.isBlank())
                            && !arrival.row().recognisable()
                    ? Optional.of(Mark.MISSING_MESSAGE_ID)
                    : Optional.empty();
        }

        /** Not every set-up tells that an agent joined; one who writes is there. */
        private void agentSpeaks(Arrival arrival, ProviderEvent.MessageReceived message) {
            if (state == ConversationState.STARTING || state == ConversationState.QUEUED) {
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
            if ((samePerson && sameWork) || overtaken(joined.occurredAt())) {
                return;
            }
            signOfLife();
            if (agentId != null && !Objects.equals(agentId, newAgent)) {
                append(arrival, agent(agentId), new EventData.AgentLeft(agentId), null, null);
            }
            join(arrival, newAgent, newName, newInteraction);
        }

        /** Who came or went after that is known already: the latest by the vendor's clock wins. */
        private boolean overtaken(Instant occurredAt) {
            return conversations
                    .agentChangedAt(before.id())
                    .filter(changed -> changed.isAfter(occurredAt))
                    .isPresent();
        }

        private void join(Arrival arrival, @Nullable String id, @Nullable String name, @Nullable String interaction) {
            agentId = id;
            agentName = name;
            interactionId = interaction == null ? interactionId : VendorText.id(interaction);
            state = ConversationState.ACTIVE;
            append(
                    arrival,
                    Actor.of(Actor.Kind.AGENT, id, name),
                    new EventData.AgentJoined(id, name, interaction),
                    null,
                    null);
        }

        private void left(Arrival arrival, ProviderEvent.AgentLeft left) {
            if (left.agentId() == null || Objects.equals(VendorText.id(left.agentId()), agentId)) {
                append(arrival, agent(agentId), new EventData.AgentLeft(agentId), null, null);
                agentId = null;
                agentName = null;
            }
        }

        private void queued(Arrival arrival, ProviderEvent.ConversationQueued queued) {
            if (overtaken(queued.occurredAt())) {
                return;
            }
            signOfLife();
            boolean silent = queued.queueName() == null && queued.position() == null && queued.waitSeconds() == null;
            if (state == ConversationState.QUEUED && silent) {
                return;
            }
            // Back in the queue without an agent: the offer was missed or the agent let it go.
            boolean first =
                    state == ConversationState.STARTING || (state == ConversationState.ACTIVE && !agentIsThere());
            String confidence = queued.position() == null && queued.waitSeconds() == null ? "unknown" : "provider";
            EventData data = first
                    ? new EventData.ConversationQueued(
                            queued.queueId(), queued.queueName(), queued.position(), queued.waitSeconds(), confidence)
                    : new EventData.QueueUpdated(
                            queued.queueId(), queued.queueName(), queued.position(), queued.waitSeconds(), confidence);
            if (first) {
                state = ConversationState.QUEUED;
            }
            append(arrival, Actor.system(), data, null, null);
        }

        private void ended(Arrival arrival, ProviderEvent.ConversationEnded ended) {
            String reason = ended.reason().name().toLowerCase(Locale.ROOT);
            if (ended.certainty() == ProviderEvent.ConversationEnded.Certainty.LIKELY) {
                boolean handedOver = state == ConversationState.TRANSFERRING || agentIsThere();
                if (ended.reason() == ProviderEvent.ConversationEnded.Reason.AGENT && handedOver) {
                    return;
                }
                likelyEnd = reason;
                return;
            }
            signOfLife();
            state = ConversationState.ENDED;
            append(arrival, Actor.system(), new EventData.ConversationEnded(reason, null), null, null);
        }

        private boolean agentIsThere() {
            return agentId != null || agentName != null;
        }

        /** What is said after an end that was merely likely takes it back. */
        private void signOfLife() {
            alive = true;
            likelyEnd = null;
        }

        private void expectEnd() {
            if (likelyEnd != null) {
                likelyEnds.expect(
                        before.id(),
                        likelyEnd,
                        clock.instant().plus(live.descriptor().rules().endGrace()));
            }
        }

        /** Our id of the visitor's message that the vendor's names. */
        private Optional<String> sent(@Nullable String vendorMessageId) {
            return vendorMessageId == null
                    ? Optional.empty()
                    : Optional.ofNullable(sent.get(new VendorMessage(before.id(), vendorMessageId)));
        }

        private List<EventData.AttachmentRef> files(List<IncomingAttachment> files) {
            return files.stream()
                    .map(file -> {
                        Long size = file.size() < 0 ? null : file.size();
                        String id = vendorIds.receiveFile(
                                before.id(), new VendorFile(file.vendorId(), file.name(), file.mediaType(), size));
                        return new EventData.AttachmentRef(
                                id, String.valueOf(VendorText.name(file.name())), file.mediaType(), size);
                    })
                    .toList();
        }

        private static EventData.@Nullable CardRef card(ProviderEvent.MessageReceived message) {
            return message.card() == null
                    ? null
                    : new EventData.CardRef(
                            message.card().contentType(), message.card().json());
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
}
