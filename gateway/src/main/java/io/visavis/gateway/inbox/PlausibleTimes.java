package io.visavis.gateway.inbox;

import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentJoined;
import io.visavis.spi.ProviderEvent.AgentLeft;
import io.visavis.spi.ProviderEvent.AgentTyping;
import io.visavis.spi.ProviderEvent.ConfigurationProblem;
import io.visavis.spi.ProviderEvent.ConversationEnded;
import io.visavis.spi.ProviderEvent.ConversationOpened;
import io.visavis.spi.ProviderEvent.ConversationQueued;
import io.visavis.spi.ProviderEvent.ConversationTransferring;
import io.visavis.spi.ProviderEvent.MessageDelivered;
import io.visavis.spi.ProviderEvent.MessageReceived;
import io.visavis.spi.ProviderEvent.MessagesRead;
import io.visavis.spi.ProviderEvent.Unrecognised;
import java.time.Instant;
import java.util.List;

/**
 * Takes a time that cannot be as one that was not told: the year 50,000 is none to a database, and what happened in the
 * year 1 would stand where no reader looks.
 */
final class PlausibleTimes {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private PlausibleTimes() {}

    /** The events, those with an impossible time at {@code arrival} instead. */
    static List<ProviderEvent> of(List<ProviderEvent> events, Instant arrival) {
        return events.stream().map(event -> of(event, arrival)).toList();
    }

    private static ProviderEvent of(ProviderEvent event, Instant arrival) {
        ProviderEvent read = event instanceof MessagesRead it && !plausible(it.readUpTo())
                ? new MessagesRead(it.correlation(), it.occurredAt(), arrival)
                : event;
        return plausible(read.occurredAt()) ? read : at(arrival, read);
    }

    private static boolean plausible(Instant time) {
        return time.isAfter(EARLIEST) && time.isBefore(LATEST);
    }

    private static ProviderEvent at(Instant at, ProviderEvent event) {
        Correlation about = event.correlation();
        return switch (event) {
            case ConversationOpened it ->
                new ConversationOpened(about, at, it.customerEmail(), it.agentName(), it.entryPoint(), it.subject());
            case ConversationQueued it ->
                new ConversationQueued(about, at, it.queueId(), it.queueName(), it.position(), it.waitSeconds());
            case ConversationTransferring it -> new ConversationTransferring(it.correlation(), at);
            case AgentJoined it -> new AgentJoined(about, at, it.agentId(), it.agentName());
            case AgentLeft it -> new AgentLeft(about, at, it.agentId());
            case AgentTyping it -> new AgentTyping(about, at, it.agentId(), it.typing());
            case MessageReceived it ->
                new MessageReceived(
                        about,
                        at,
                        it.vendorMessageId(),
                        it.author(),
                        it.text(),
                        it.attachments(),
                        it.card(),
                        it.mayBeEcho());
            case MessageDelivered it -> new MessageDelivered(about, at, it.vendorMessageId());
            case MessagesRead it -> new MessagesRead(about, at, it.readUpTo());
            case ConversationEnded it -> new ConversationEnded(about, at, it.reason(), it.certainty());
            case ConfigurationProblem it -> new ConfigurationProblem(about, at, it.field(), it.detail());
            case Unrecognised it -> new Unrecognised(about, at, it.kind(), it.detail());
        };
    }
}
