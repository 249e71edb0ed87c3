package io.visavis.eightbyeight.outbound;

import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderException;

/** What the Chat Gateway can be told. Thread-safe. */
public final class EightByEightCommands implements CommandSender {
    private final StartConversationCall start;
    private final SendMessageCall message;
    private final UpdateConversationCall update;
    private final Indicators indicators;
    private final UserLeavesCall leave;
    private final Defaults defaults;

    public EightByEightCommands(EightByEightApi api, Defaults defaults, Indicators indicators) {
        this.defaults = defaults;
        this.indicators = indicators;
        this.update = new UpdateConversationCall(api);
        this.start = new StartConversationCall(api, defaults);
        this.message = new SendMessageCall(api, defaults);
        this.leave = new UserLeavesCall(api);
    }

    @Override
    public CommandReceipt send(ProviderCommand command) {
        return switch (command) {
            case ProviderCommand.StartConversation started -> start.send(started);
            case ProviderCommand.SendMessage said -> message.send(said);
            case ProviderCommand.SetTyping typing -> indicators.send(typing);
            case ProviderCommand.MarkRead read -> indicators.send(read);
            case ProviderCommand.UpdateConversation changed -> update.send(changed);
            case ProviderCommand.SubmitCard card -> message.send(card.conversation(), CardAnswer.of(card, defaults));
            case ProviderCommand.EndConversation ended -> leave.send(ended);
            default -> throw ProviderException.unsupported(command);
        };
    }
}
