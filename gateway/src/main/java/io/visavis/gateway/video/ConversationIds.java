package io.visavis.gateway.video;

import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Ids;
import java.util.Optional;

/** Reads a foreign string as the id of a chat, if it can be one at all. */
final class ConversationIds {

    private ConversationIds() {}

    static Optional<ConversationId> of(String text) {
        return Ids.isPlain(text) ? Optional.of(new ConversationId(text)) : Optional.empty();
    }
}
