package io.visavis.talkdesk.outbound;

import io.visavis.spi.CommandReceipt;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderException;

/** The three operations Digital Connect has; there is no other (contract 2.11). Thread-safe. */
public final class TalkdeskCommands implements CommandSender {
    private final StartConversationCall start;
    private final SendMessageCall message;
    private final EndConversationCall end;

    /** Sends through {@code api}. */
    public TalkdeskCommands(TalkdeskApi api, StartDefaults defaults, PreviousMessageCase messageCase) {
        this.start = new StartConversationCall(api, defaults, messageCase);
        this.message = new SendMessageCall(api, defaults.caps());
        this.end = new EndConversationCall(api);
    }

    @Override
    public CommandReceipt send(ProviderCommand command) {
        return switch (command) {
            case ProviderCommand.StartConversation started -> start.send(started);
            case ProviderCommand.SendMessage said -> message.send(said);
            case ProviderCommand.EndConversation ended -> end.send(ended);
            default -> throw ProviderException.unsupported(command);
        };
    }
}
