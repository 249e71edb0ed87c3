package io.visavis.talkdesk.outbound;

import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ProviderCommand.SendMessage;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;

/** Sends a message to the agent (contract 2.6). */
final class SendMessageCall {
    private static final String PURPOSE = "send message";

    private final TalkdeskApi api;
    private final Caps caps;
    private final UnsettledSends unsettled = new UnsettledSends();

    SendMessageCall(TalkdeskApi api, Caps caps) {
        this.api = api;
        this.caps = caps;
    }

    CommandReceipt send(SendMessage command) {
        String path = ConversationResource.messagesPath(command.conversation());
        SendMessageRequest body = SendMessageRequest.of(command, caps);
        Reply reply;
        try {
            reply = api.call(ApiRequest.command(path, body, command.idempotencyKey(), PURPOSE));
        } catch (ProviderException e) {
            // Where it is certain that nothing left, a later 409 speaks of the conversation.
            if (e.kind() == Kind.UNCERTAIN) {
                unsettled.remember(command.idempotencyKey());
            }
            throw e;
        }
        try {
            CommandReceipt receipt = reply.isSuccess() ? taken(reply, command) : refused(reply, command);
            unsettled.settle(command.idempotencyKey());
            return receipt;
        } catch (ProviderException e) {
            if (e.kind() == Kind.UNCERTAIN || e.kind() == Kind.UNAVAILABLE) {
                unsettled.remember(command.idempotencyKey());
            }
            throw e;
        }
    }

    /** A 206 is not repeated: the text has arrived, a file has not. */
    private static CommandReceipt taken(Reply reply, SendMessage command) {
        if (reply.isForeign()) {
            throw new ProviderException(
                    Kind.UNCERTAIN, PURPOSE + ": HTTP " + reply.status() + " with a body that is not Talkdesk's");
        }
        String messageId = reply.text("message_id").orElse(null);
        String shortfall = reply.status() == 206 ? Shortfall.of(reply, command.attachments()) : null;
        return new CommandReceipt(messageId, shortfall);
    }

    private CommandReceipt refused(Reply reply, SendMessage command) {
        if (reply.status() == 409
                && !VendorError.of(reply).saysConversationEnded()
                && unsettled.contains(command.idempotencyKey())) {
            return CommandReceipt.done();
        }
        if (ConversationResource.isOver(reply)) {
            throw new ProviderException(
                    Kind.CONVERSATION_OVER,
                    PURPOSE + ": HTTP " + reply.status() + ", "
                            + VendorError.of(reply).description());
        }
        throw api.refusal(reply, PURPOSE);
    }
}
