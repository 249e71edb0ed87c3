package io.visavis.eightbyeight.outbound;

import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.ProviderCommand.SendMessage;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;

/** Sends a message: answered 202 without a body, so there is no id to keep (contract 2.7). */
final class SendMessageCall {
    private static final String PURPOSE = "send message";

    private final EightByEightApi api;
    private final Defaults defaults;

    SendMessageCall(EightByEightApi api, Defaults defaults) {
        this.api = api;
        this.defaults = defaults;
    }

    CommandReceipt send(SendMessage command) {
        return send(command.conversation(), MessageBody.of(command, defaults));
    }

    CommandReceipt send(ConversationRef conversation, MessageBody body) {
        Reply reply = api.call(ApiRequest.post(ConversationResource.path(conversation, "messages"), body, PURPOSE));
        if (ConversationResource.isOver(reply)) {
            throw ConversationResource.over(reply, PURPOSE);
        }
        if (!reply.isSuccess()) {
            throw api.refusal(reply, PURPOSE);
        }
        if (reply.isForeign()) {
            throw new ProviderException(
                    Kind.UNCERTAIN, PURPOSE + ": HTTP " + reply.status() + " with a body that is not 8x8's");
        }
        return CommandReceipt.done();
    }
}
