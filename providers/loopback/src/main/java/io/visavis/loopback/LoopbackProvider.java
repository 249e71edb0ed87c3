package io.visavis.loopback;

import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.CommandSender;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderException;
import io.visavis.spi.WebhookReceiver;
import java.util.Optional;

/** Takes every command, or refuses each in the way its {@code answer} setting says. */
final class LoopbackProvider implements Provider {
    private final Answering answer;
    private final AttachmentTransfer files = new LoopbackFiles();

    LoopbackProvider(Answering answer) {
        this.answer = answer;
    }

    @Override
    public CheckResult check() {
        return answer == Answering.OK
                ? CheckResult.ok("answers from memory")
                : CheckResult.failed("is set to answer '" + answer.setting() + "'; set answer to 'ok'");
    }

    @Override
    public WebhookReceiver webhooks() {
        return new LoopbackWebhooks();
    }

    @Override
    public CommandSender commands() {
        return this::send;
    }

    @Override
    public Optional<AttachmentTransfer> attachments() {
        return Optional.of(files);
    }

    private CommandReceipt send(ProviderCommand command) {
        boolean gone = command instanceof ProviderCommand.EndConversation && answer == Answering.OVER;
        if (!gone) {
            answer.give();
        }
        return take(command);
    }

    private static CommandReceipt take(ProviderCommand command) {
        return switch (command) {
            // The same reference at a repeat, as a vendor that honours idempotency keys would give.
            case ProviderCommand.StartConversation start -> CommandReceipt.of("loop-" + start.gatewayConversationId());
            case ProviderCommand.SendMessage message -> CommandReceipt.of("loop-" + message.idempotencyKey());
            case ProviderCommand.SetTyping _, ProviderCommand.EndConversation _ -> CommandReceipt.done();
            default -> throw ProviderException.unsupported(command);
        };
    }
}
