package io.visavis.testkit;

import io.visavis.spi.Author;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.MessageReceived;
import java.util.List;

/** The parts of a message that promises of their own speak of. */
record Words(Author author, boolean mayBeEcho, String text) {
    private static final Author NOBODY = new Author(Author.Kind.SYSTEM, null, null);

    /** Of all messages among some events, in their order. */
    static List<Words> of(List<ProviderEvent> events) {
        return events.stream()
                .filter(MessageReceived.class::isInstance)
                .map(MessageReceived.class::cast)
                .map(message -> new Words(message.author(), message.mayBeEcho(), message.text()))
                .toList();
    }

    /** The rest of an event. */
    static ProviderEvent without(ProviderEvent event) {
        return event instanceof MessageReceived message
                ? new MessageReceived(
                        message.correlation(),
                        message.occurredAt(),
                        message.vendorMessageId(),
                        NOBODY,
                        "",
                        message.attachments(),
                        message.card())
                : event;
    }
}
