package io.visavis.eightbyeight;

import io.visavis.eightbyeight.api.Account;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.HttpCalls;
import io.visavis.eightbyeight.api.RequestLimiter;
import io.visavis.eightbyeight.inbound.EightByEightWebhooks;
import io.visavis.eightbyeight.outbound.AccountCheck;
import io.visavis.eightbyeight.outbound.Defaults;
import io.visavis.eightbyeight.outbound.EightByEightCommands;
import io.visavis.eightbyeight.signature.FetchedKeys;
import io.visavis.eightbyeight.signature.SignedDeliveries;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ConversationRules;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.WebhookAuthenticator;
import io.visavis.spi.WebhookReceiver;
import java.time.Duration;
import java.util.Optional;

/** One 8x8 account. Holds nothing that must be closed; what it remembers may be lost at any time. */
final class EightByEightProvider implements Provider {
    /** Own messages come back as MESSAGE events (contract 1 and 3.5); nothing drops repeats (contract 1.2). */
    private static final Duration ECHO_PATIENCE = Duration.ofSeconds(10);

    private final ConversationRules rules;
    private final EightByEightWebhooks webhooks;
    private final SignedDeliveries signatures;
    private final EightByEightCommands commands;
    private final AccountCheck check;

    private EightByEightProvider(ConnectionSettings settings, ProviderContext context) {
        Defaults defaults = Settings.defaults(settings);
        this.rules = ConversationRules.defaults()
                .withMaxTextLength(defaults.messageLength())
                .withReorderWindow(Settings.reorderWindow(settings))
                .withEchoPatience(ECHO_PATIENCE)
                .withEndGrace(Settings.endGrace(settings));
        this.webhooks = new EightByEightWebhooks(Settings.systemMessages(settings));

        Account account = Settings.account(settings);
        HttpCalls http = new HttpCalls(context.httpClient(), Settings.requestTimeout(settings));
        RequestLimiter limiter = RequestLimiter.perSecond(Settings.requestsPerSecond(settings));
        EightByEightApi api = new EightByEightApi(account, http, limiter, context.clock());
        this.signatures = new SignedDeliveries(
                Settings.signature(settings),
                new FetchedKeys(http, Settings.keyAddress(settings), context.clock()),
                account.tenantId(),
                Settings.transmissionWindow(settings));
        this.commands = new EightByEightCommands(api, defaults);
        this.check = new AccountCheck(api, defaults.channelId(), context.webhookUrl());
    }

    /**
     * Puts the parts together; reaches nothing.
     *
     * @throws IllegalArgumentException with a sentence for the administrator when a setting cannot be used
     */
    static EightByEightProvider of(ConnectionSettings settings, ProviderContext context) {
        return new EightByEightProvider(settings, context);
    }

    @Override
    public ProviderDescriptor describe(ProviderDescriptor declared) {
        return declared.toBuilder().rules(rules).build();
    }

    @Override
    public CheckResult check() {
        return check.run();
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
        return Optional.of(signatures);
    }
}
