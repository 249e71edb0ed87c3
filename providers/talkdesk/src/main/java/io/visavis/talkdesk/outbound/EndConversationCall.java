package io.visavis.talkdesk.outbound;

import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ProviderCommand.EndConversation;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;

/** Ends a conversation (contract 2.7): a request without a body, an answer without one. */
final class EndConversationCall {
    private static final String PURPOSE = "end conversation";

    private final TalkdeskApi api;

    EndConversationCall(TalkdeskApi api) {
        this.api = api;
    }

    /** Already over is as good as ended now; a page of something in between is no answer. */
    CommandReceipt send(EndConversation command) {
        Reply reply = api.call(ApiRequest.delete(ConversationResource.path(command.conversation()), PURPOSE));
        if (reply.isSuccess() && reply.isForeign()) {
            throw new ProviderException(
                    Kind.UNAVAILABLE, PURPOSE + ": HTTP " + reply.status() + " with a body that is not Talkdesk's");
        }
        if (reply.isSuccess() || ConversationResource.isOver(reply)) {
            return CommandReceipt.done();
        }
        throw api.refusal(reply, PURPOSE);
    }
}
