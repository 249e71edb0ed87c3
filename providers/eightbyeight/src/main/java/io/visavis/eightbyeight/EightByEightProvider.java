package io.visavis.eightbyeight;

import io.visavis.eightbyeight.api.Account;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.HttpCalls;
import io.visavis.eightbyeight.api.RequestLimiter;
import io.visavis.eightbyeight.inbound.EightByEightWebhooks;
import io.visavis.eightbyeight.outbound.AccountCheck;
import io.visavis.eightbyeight.outbound.Attachments;
import io.visavis.eightbyeight.outbound.Defaults;
import io.visavis.eightbyeight.outbound.EightByEightCommands;
import io.visavis.eightbyeight.outbound.Indicators;
import io.visavis.eightbyeight.outbound.MessageTranscript;
import io.visavis.eightbyeight.setup.AccountSetup;
import io.visavis.eightbyeight.signature.FetchedKeys;
import io.visavis.eightbyeight.signature.SignedDeliveries;
import io.visavis.spi.AgentDirectory;
import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.Availability;
import io.visavis.spi.Capability;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ConversationRules;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.Setup;
import io.visavis.spi.Transcript;
import io.visavis.spi.WebhookAuthenticator;
import io.visavis.spi.WebhookReceiver;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One 8x8 account. Holds nothing that must be closed; what it remembers may be lost at any time. */
final class EightByEightProvider implements Provider {
    /** Own messages come back as MESSAGE events (contract 1 and 3.5); nothing drops repeats (contract 1.2). */
    private static final Duration ECHO_PATIENCE = Duration.ofSeconds(10);

    private static final Duration QUESTION = Duration.ofSeconds(3);

    private final ConversationRules rules;
    private final boolean reopens;
    private final EightByEightWebhooks webhooks;
    private final SignedDeliveries signatures;
    private final EightByEightCommands commands;
    private final Indicators indicators;
    private final Attachments attachments;
    private final MessageTranscript transcript;
    private final Optional<Availability> availability;
    private final Optional<AgentDirectory> agents;
    private final AccountSetup setup;
    private final AccountCheck check;

    private EightByEightProvider(ConnectionSettings settings, ProviderContext context) {
        Defaults defaults = Settings.defaults(settings);
        this.rules = ConversationRules.defaults()
                .withMaxTextLength(defaults.messageLength())
                .withReorderWindow(Settings.reorderWindow(settings))
                .withEchoPatience(ECHO_PATIENCE)
                .withEndGrace(Settings.endGrace(settings));
        this.reopens = Settings.reopens(settings);
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
        this.indicators = new Indicators(api, context.clock());
        this.commands = new EightByEightCommands(api, defaults, indicators);
        this.attachments = new Attachments(api);
        this.transcript = new MessageTranscript(api, context.clock());

        // Questions have a rate of their own and a short patience: they must never take a chat's turn.
        HttpCalls quick = new HttpCalls(context.httpClient(), QUESTION);
        EightByEightApi asking = new EightByEightApi(
                account, quick, RequestLimiter.perSecond(Settings.requestsPerSecond(settings)), context.clock());
        Questions questions = new Questions(settings, context, account, quick, asking);
        this.availability = questions.availability(defaults.queueId());
        this.agents = questions.agents(defaults.queueId());
        this.setup = new AccountSetup(
                api, questions.queues(), context.webhookUrl(), defaults.channelId(), context.connectionId());
        this.check = new AccountCheck(api, defaults.channelId(), context.webhookUrl(), Settings.signature(settings));
    }

    /**
     * Puts the parts together; reaches nothing.
     *
     * @throws IllegalArgumentException with a sentence for the administrator when a setting cannot be used
     */
    static EightByEightProvider of(ConnectionSettings settings, ProviderContext context) {
        return new EightByEightProvider(settings, context);
    }

    /** Without the indicators that this tenant is known to lack (contract 2.5), and without what is switched off. */
    @Override
    public ProviderDescriptor describe(ProviderDescriptor declared) {
        Set<Capability> withheld = EnumSet.noneOf(Capability.class);
        if (indicators.lackTyping()) {
            withheld.add(Capability.VISITOR_TYPING);
        }
        if (indicators.lackReceipts()) {
            withheld.add(Capability.RECEIPTS_TO_AGENT);
        }
        if (!reopens) {
            withheld.add(Capability.REOPEN);
        }
        return declared.toBuilder().without(withheld).rules(rules).build();
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
    public Optional<AttachmentTransfer> attachments() {
        return Optional.of(attachments);
    }

    @Override
    public Optional<Availability> availability() {
        return availability;
    }

    @Override
    public Optional<AgentDirectory> agents() {
        return agents;
    }

    @Override
    public Optional<Transcript> transcript() {
        return Optional.of(transcript);
    }

    @Override
    public Optional<Setup> setup() {
        return Optional.of(setup);
    }

    @Override
    public Optional<WebhookAuthenticator> authenticator() {
        return Optional.of(signatures);
    }
}
