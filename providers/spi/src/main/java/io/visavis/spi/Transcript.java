package io.visavis.spi;

import java.time.Instant;
import java.util.List;

/** What was said, read back from the vendor: for what went by while nobody listened. */
@Incubating(review = "2027-03-01")
public interface Transcript {

    /**
     * What happened behind {@code after} by the vendor's clock, oldest first: messages with the vendor's ids, and whether the
     * conversation has meanwhile been taken or ended. The gateway drops what it knows already.
     *
     * @throws ProviderException classified like a command
     */
    List<ProviderEvent> since(ConversationRef conversation, Instant after);
}
