package io.visavis.eightbyeight.outbound;

import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ProviderCommand.EndConversation;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;

/** The visitor leaves: the one way to end an interaction from outside, without which the agent keeps the chat (2.6). */
final class UserLeavesCall {
    private static final String PURPOSE = "leave conversation";

    private final EightByEightApi api;

    UserLeavesCall(EightByEightApi api) {
        this.api = api;
    }

    private record Leaving(boolean removed) {}

    /** A conversation that is gone is as good as left now; a page of something in between is no answer. */
    CommandReceipt send(EndConversation command) {
        String path = ConversationResource.path(command.conversation(), "participants/user");
        Reply reply = api.call(ApiRequest.patch(path, new Leaving(true), PURPOSE));
        if (ConversationResource.isOver(reply)) {
            return CommandReceipt.done();
        }
        if (!reply.isSuccess()) {
            throw api.refusal(reply, PURPOSE);
        }
        if (reply.isForeign()) {
            throw new ProviderException(
                    Kind.UNAVAILABLE, PURPOSE + ": HTTP " + reply.status() + " with a body that is not 8x8's");
        }
        return CommandReceipt.done();
    }
}
