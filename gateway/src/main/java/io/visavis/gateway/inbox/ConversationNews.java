package io.visavis.gateway.inbox;

import io.visavis.gateway.conversation.AgentSightings;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.LikelyEnds;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.conversation.VendorIds;
import io.visavis.gateway.conversation.VendorIds.VendorMessage;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.spi.ProviderEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a vendor's events are to their conversations. */
@Singleton
final class ConversationNews {
    private final Conversations conversations;
    private final AgentSightings sightings;
    private final VendorIds vendorIds;
    private final IncomingWords words;
    private final LikelyEnds likelyEnds;
    private final ConversationLog log;
    private final Clock clock;

    ConversationNews(
            Conversations conversations,
            AgentSightings sightings,
            VendorIds vendorIds,
            IncomingWords words,
            LikelyEnds likelyEnds,
            ConversationLog log,
            Clock clock) {
        this.conversations = conversations;
        this.sightings = sightings;
        this.vendorIds = vendorIds;
        this.words = words;
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
            Draft draft = new Draft(live, before, sent, words, conversations, sightings);
            ofOne.forEach(arrival -> draft.add(arrival).ifPresent(mark -> marks.accept(arrival, mark)));
            drafts.add(draft);
        });
        likelyEnds.cancel(
                drafts.stream().filter(Draft::alive).map(Draft::conversation).collect(Collectors.toSet()));
        drafts.forEach(draft -> draft.likelyEnd()
                .ifPresent(end -> likelyEnds.expect(
                        draft.conversation(),
                        end,
                        clock.instant().plus(live.descriptor().rules().endGrace()))));
        Map<ConversationId, List<NewEvent>> events = new LinkedHashMap<>();
        drafts.stream()
                .filter(draft -> !draft.events().isEmpty())
                .forEach(draft -> events.put(draft.conversation(), draft.events()));
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
}
