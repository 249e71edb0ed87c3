package com.example.acme;

import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderException;
import io.visavis.spi.WebhookAuthenticator;
import io.visavis.spi.WebhookReceiver;
import java.util.Optional;

/** One account at Acme. Holds nothing that must be closed. */
final class AcmeProvider implements Provider {
    private final AcmeApi api;
    private final AcmeCommands commands;
    private final AcmeSignature signature;
    private final AcmeWebhooks webhooks = new AcmeWebhooks();

    /**
     * Reaches nothing.
     *
     * @throws IllegalArgumentException with a sentence for the administrator when a setting cannot be used
     */
    AcmeProvider(ConnectionSettings settings, ProviderContext context) {
        this.api = AcmeApi.of(settings, context.httpClient());
        this.commands = new AcmeCommands(api);
        this.signature = new AcmeSignature(settings.require(AcmeFactory.WEBHOOK_SECRET));
    }

    @Override
    public CheckResult check() {
        try {
            api.get("/account");
            return CheckResult.ok("Acme answers and takes the key.");
        } catch (ProviderException e) {
            return CheckResult.failed("Acme cannot be used: " + e.getMessage() + ".");
        }
    }

    @Override
    public WebhookReceiver webhooks() {
        return webhooks;
    }

    @Override
    public CommandSender commands() {
        return commands;
    }

    @Override
    public Optional<WebhookAuthenticator> authenticator() {
        return Optional.of(signature);
    }
}
