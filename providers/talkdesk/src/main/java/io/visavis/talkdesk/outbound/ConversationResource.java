package io.visavis.talkdesk.outbound;

import io.visavis.spi.ConversationRef;

/** A running conversation as Talkdesk's API addresses it, and how the API says that it runs no more. */
final class ConversationResource {
    static final String COLLECTION = "/digital-connect/conversations";

    private ConversationResource() {}

    static String path(ConversationRef conversation) {
        return COLLECTION + "/" + PathSegment.of(conversation.vendorId());
    }

    static String messagesPath(ConversationRef conversation) {
        return path(conversation) + "/messages";
    }

    /** 404, 409, 410, or the code for "has ended" under any status that is no success (contract 2.7 and 2.8). */
    static boolean isOver(Reply reply) {
        return switch (reply.status()) {
            case 404, 409, 410 -> true;
            default -> !reply.isSuccess() && VendorError.of(reply).saysConversationEnded();
        };
    }
}
