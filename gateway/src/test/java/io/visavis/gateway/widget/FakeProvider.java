package io.visavis.gateway.widget;

import io.visavis.spi.Availability;
import io.visavis.spi.Capability;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.CommandSender;
import io.visavis.spi.CustomerField;
import io.visavis.spi.OptionSpec;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderException;
import io.visavis.spi.WebhookReceiver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A vendor that takes everything but a change whose context names {@code refused}, and says nothing. */
final class FakeProvider implements Provider {
    static final ProviderDescriptor DESCRIPTOR = ProviderDescriptor.builder("fake")
            .displayName("Fake")
            .chatMode("fake-chat")
            .capabilities(
                    Capability.ATTACHMENTS_TO_AGENT, Capability.TRANSCRIPT, Capability.CONTEXT_UPDATE, Capability.CARDS)
            .option(new OptionSpec("fake-queue", "Where it goes", true))
            .option(new OptionSpec("fake-door", "Where it comes in", false).atStartOnly())
            .requires(CustomerField.EMAIL)
            .build();

    /** Every command as it came. */
    final List<ProviderCommand> sent = new CopyOnWriteArrayList<>();

    /** Nobody finds its connection. */
    volatile boolean off;

    /** Null: it says nothing of its hours. */
    volatile @Nullable Availability hours;

    @Override
    public CheckResult check() {
        return CheckResult.ok("is a fake");
    }

    @Override
    public WebhookReceiver webhooks() {
        throw new UnsupportedOperationException("sends nothing");
    }

    @Override
    public Optional<Availability> availability() {
        return Optional.ofNullable(hours);
    }

    @Override
    public CommandSender commands() {
        return command -> {
            sent.add(command);
            if (command instanceof ProviderCommand.UpdateConversation update
                    && update.context().containsKey("refused")) {
                throw new ProviderException(ProviderException.Kind.REJECTED, "as told");
            }
            return CommandReceipt.of("fake-" + command.idempotencyKey().length()
                    + (command instanceof ProviderCommand.StartConversation start
                            ? start.gatewayConversationId()
                            : ""));
        };
    }
}
