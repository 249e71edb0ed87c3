package io.visavis.talkdesk.outbound;

import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ProviderCommand.StartConversation;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import org.jspecify.annotations.Nullable;

/** Starts a conversation (contract 2.5). */
final class StartConversationCall {
    private static final String PURPOSE = "start conversation";

    private final TalkdeskApi api;
    private final StartDefaults defaults;
    private final PreviousMessageCase messageCase;

    StartConversationCall(TalkdeskApi api, StartDefaults defaults, PreviousMessageCase messageCase) {
        this.api = api;
        this.defaults = defaults;
        this.messageCase = messageCase;
    }

    /** 201 also answers a repeat of the same key, with the same id: a start that timed out can safely come again. */
    CommandReceipt send(StartConversation command) {
        PreviousMessageCase.Form form = messageCase.preferred();
        Reply reply = post(command, form);
        PreviousMessageCase.Form other = otherFormAfter(reply, command, form);
        if (other != null) {
            form = other;
            reply = post(command, other);
        }
        if (reply.status() == 404) {
            throw new ProviderException(
                    Kind.REJECTED,
                    PURPOSE + ": HTTP 404, " + VendorError.of(reply).description()
                            + "; check the touchpoint id (Admin > Channels > Digital Connect)");
        }
        if (!reply.isSuccess()) {
            throw api.refusal(reply, PURPOSE);
        }
        messageCase.remember(form);
        return CommandReceipt.of(reply.require("id", PURPOSE, Kind.UNCERTAIN));
    }

    private Reply post(StartConversation command, PreviousMessageCase.Form form) {
        StartConversationRequest body = StartConversationRequest.of(command, defaults, form);
        return api.call(ApiRequest.command(ConversationResource.COLLECTION, body, command.idempotencyKey(), PURPOSE));
    }

    private PreviousMessageCase.@Nullable Form otherFormAfter(
            Reply reply, StartConversation command, PreviousMessageCase.Form refused) {
        boolean aboutTranscript = reply.status() == 400
                && !command.history().isEmpty()
                && VendorError.of(reply).mentionsPreviousMessages();
        return aboutTranscript ? messageCase.otherThan(refused) : null;
    }
}
