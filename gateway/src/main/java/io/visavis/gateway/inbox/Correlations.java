package io.visavis.gateway.inbox;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.spi.Correlation;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the conversation an event is about. A vendor's word opens only its own connection's conversations. */
@Singleton
final class Correlations {
    private final Conversations conversations;

    Correlations(Conversations conversations) {
        this.conversations = conversations;
    }

    Optional<ConversationId> find(LiveProvider live, Correlation about) {
        return byOurs(live, about.gatewayConversationId())
                .or(() -> Optional.ofNullable(about.vendorConversationId())
                        .flatMap(id -> conversations.idByVendorId(live.connectionId(), id)))
                .or(() -> Optional.ofNullable(about.interactionId())
                        .flatMap(id -> conversations.findByInteraction(live.applicationId(), id))
                        .filter(found -> found.connectionId().equals(live.connectionId()))
                        .map(Conversation::id));
    }

    private Optional<ConversationId> byOurs(LiveProvider live, @Nullable String id) {
        return Optional.ofNullable(id)
                .filter(Ids::isPlain)
                .flatMap(plain -> conversations.find(new ConversationId(plain)))
                .filter(found -> found.connectionId().equals(live.connectionId()))
                .map(Conversation::id);
    }
}
