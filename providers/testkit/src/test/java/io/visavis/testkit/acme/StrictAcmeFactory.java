package io.visavis.testkit.acme;

import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderException;

/** Makes a provider that thinks it knows every command there will ever be. */
public final class StrictAcmeFactory extends AcmeFactory {

    @Override
    public Provider create(ConnectionSettings settings, ProviderContext context) {
        return new Acme(settings, context) {
            @Override
            public CommandReceipt send(ProviderCommand command) {
                return switch (command) {
                    case ProviderCommand.MarkRead _,
                            ProviderCommand.UpdateConversation _,
                            ProviderCommand.SubmitCard _ -> throw ProviderException.unsupported(command);
                    case ProviderCommand.StartConversation _,
                            ProviderCommand.SendMessage _,
                            ProviderCommand.SetTyping _,
                            ProviderCommand.EndConversation _ -> super.send(command);
                };
            }
        };
    }
}
