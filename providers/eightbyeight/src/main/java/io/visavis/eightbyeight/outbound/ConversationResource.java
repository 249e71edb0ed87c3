package io.visavis.eightbyeight.outbound;

import io.visavis.eightbyeight.api.PathSegment;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;

/** A conversation as the Chat Gateway addresses it, and how it says that there is none any more. */
final class ConversationResource {
    static final String COLLECTION = "/chat-gateway/v1/conversations";

    private ConversationResource() {}

    static String path(ConversationRef conversation) {
        return COLLECTION + "/" + PathSegment.of(conversation.vendorId());
    }

    static String path(ConversationRef conversation, String below) {
        return path(conversation) + "/" + below;
    }

    /** 404 on a conversation: for us it is over (contract 2.10). */
    static boolean isOver(Reply reply) {
        return reply.status() == 404 || reply.status() == 410;
    }

    static ProviderException over(Reply reply, String purpose) {
        return new ProviderException(
                Kind.CONVERSATION_OVER, purpose + ": HTTP " + reply.status() + ", 8x8 has no such conversation");
    }
}
