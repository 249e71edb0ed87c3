package io.visavis.eightbyeight.outbound;

import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ProviderCommand.StartConversation;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;

/** Starts a conversation (contract 2.4). The interaction begins in the background; events tell of it. */
final class StartConversationCall {
    private static final String PURPOSE = "start conversation";

    private final EightByEightApi api;
    private final Defaults defaults;

    StartConversationCall(EightByEightApi api, Defaults defaults) {
        this.api = api;
        this.defaults = defaults;
    }

    CommandReceipt send(StartConversation command) {
        CreateConversation body = CreateConversation.of(command, defaults);
        Reply reply = api.callOrThrow(ApiRequest.post(ConversationResource.COLLECTION, body, PURPOSE));
        return reply.text("conversationId")
                .or(() -> reply.text("id"))
                .map(CommandReceipt::of)
                .orElseThrow(() -> new ProviderException(
                        Kind.UNCERTAIN, PURPOSE + ": HTTP " + reply.status() + " without a readable conversation id"));
    }
}
