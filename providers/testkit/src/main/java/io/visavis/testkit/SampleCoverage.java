package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.Capability;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentJoined;
import io.visavis.spi.ProviderEvent.AgentTyping;
import io.visavis.spi.ProviderEvent.ConversationEnded;
import io.visavis.spi.ProviderEvent.ConversationOpened;
import io.visavis.spi.ProviderEvent.ConversationQueued;
import io.visavis.spi.ProviderEvent.ConversationTransferring;
import io.visavis.spi.ProviderEvent.MessageDelivered;
import io.visavis.spi.ProviderEvent.MessageReceived;
import io.visavis.spi.ProviderEvent.MessagesRead;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which events the samples must show, and which they must not, by the capabilities. */
final class SampleCoverage {
    private static final Map<Capability, Predicate<ProviderEvent>> SHOWN_BY = new EnumMap<>(Map.of(
            Capability.AGENT_TYPING, AgentTyping.class::isInstance,
            Capability.RECEIPTS_FROM_AGENT, event -> event instanceof MessageDelivered || event instanceof MessagesRead,
            Capability.ATTACHMENTS_TO_VISITOR,
                    event -> event instanceof MessageReceived message
                            && !message.attachments().isEmpty(),
            Capability.CARDS, event -> event instanceof MessageReceived message && message.card() != null,
            Capability.QUEUE_EVENTS, ConversationQueued.class::isInstance,
            Capability.QUEUE_POSITION,
                    event -> event instanceof ConversationQueued queued
                            && (queued.position() != null || queued.waitSeconds() != null),
            Capability.AGENT_INITIATED, ConversationOpened.class::isInstance));

    private SampleCoverage() {}

    static void expectAll(Set<Capability> offered, List<Sample> samples) {
        List<ProviderEvent> events =
                samples.stream().flatMap(sample -> sample.means().stream()).toList();
        assertThat(events).as("samples of an agent who joins").anyMatch(AgentJoined.class::isInstance);
        assertThat(events).as("samples of a message").anyMatch(MessageReceived.class::isInstance);
        assertThat(events).as("samples of the end").anyMatch(ConversationEnded.class::isInstance);
        SHOWN_BY.forEach((capability, shows) -> {
            if (offered.contains(capability)) {
                assertThat(events)
                        .as("samples of the declared capability %s", capability)
                        .anyMatch(shows);
            }
        });
        if (offered.contains(Capability.TRANSFER)) {
            long agents = events.stream()
                    .filter(AgentJoined.class::isInstance)
                    .map(event -> String.valueOf(((AgentJoined) event).agentId()))
                    .distinct()
                    .count();
            assertThat(agents > 1 || events.stream().anyMatch(ConversationTransferring.class::isInstance))
                    .as("samples of the declared capability TRANSFER: on its way, or another agent joining")
                    .isTrue();
        }
    }
}
