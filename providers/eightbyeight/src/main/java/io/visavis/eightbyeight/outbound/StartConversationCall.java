package io.visavis.eightbyeight.outbound;

import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ProviderCommand.StartConversation;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.util.Optional;

/** Starts a conversation (contract 2.4). The interaction begins in the background; events tell of it. */
final class StartConversationCall {
    private static final String PURPOSE = "start conversation";

    private final EightByEightApi api;
    private final Defaults defaults;
    private final ConversationLookup lookup;

    StartConversationCall(EightByEightApi api, Defaults defaults) {
        this.api = api;
        this.defaults = defaults;
        this.lookup = new ConversationLookup(api);
    }

    /**
     * A lost answer counts as "not taken", although 8x8 may have taken it: a repeat looks for the conversation first, so it is
     * safe to send again.
     */
    CommandReceipt send(StartConversation command) {
        CreateConversation body = CreateConversation.of(command, defaults);
        if (command.mayHaveArrived()) {
            Optional<String> there = lookup.find(body.channelId(), command.gatewayConversationId());
            if (there.isPresent()) {
                return CommandReceipt.of(there.get());
            }
        }
        try {
            return created(api.callOrThrow(ApiRequest.post(ConversationResource.COLLECTION, body, PURPOSE)));
        } catch (ProviderException e) {
            throw e.kind() == Kind.UNCERTAIN
                    ? new ProviderException(Kind.UNAVAILABLE, String.valueOf(e.getMessage()), e)
                    : e;
        }
    }

    private static CommandReceipt created(Reply reply) {
        return reply.text("conversationId")
                .or(() -> reply.text("id"))
                .map(CommandReceipt::of)
                .orElseThrow(() -> new ProviderException(
                        Kind.UNCERTAIN, PURPOSE + ": HTTP " + reply.status() + " without a readable conversation id"));
    }
}
