package io.visavis.talkdesk;

import io.visavis.spi.AccessTokenSource;
import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.Capability;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ConversationRules;
import io.visavis.spi.CustomerField;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.WebhookReceiver;
import io.visavis.talkdesk.inbound.TalkdeskWebhooks;
import io.visavis.talkdesk.outbound.AccountCheck;
import io.visavis.talkdesk.outbound.AttachmentReadiness;
import io.visavis.talkdesk.outbound.AttachmentsApi;
import io.visavis.talkdesk.outbound.GrantedScopes;
import io.visavis.talkdesk.outbound.HttpCalls;
import io.visavis.talkdesk.outbound.PreviousMessageCase;
import io.visavis.talkdesk.outbound.RequestLimiter;
import io.visavis.talkdesk.outbound.SignedLinks;
import io.visavis.talkdesk.outbound.StartDefaults;
import io.visavis.talkdesk.outbound.TalkdeskApi;
import io.visavis.talkdesk.outbound.TalkdeskCommands;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One Talkdesk account. Holds nothing that must be closed; its few remembered hints may be lost at any time. */
final class TalkdeskProvider implements Provider {
    private static final Duration READINESS_PATIENCE = Duration.ofSeconds(5);
    private static final Duration READINESS_PAUSE = Duration.ofMillis(500);

    private final StartDefaults startDefaults;
    private final Duration reorderWindow;
    private final GrantedScopes scopes;
    private final TalkdeskWebhooks webhooks;
    private final TalkdeskCommands commands;
    private final AttachmentsApi attachments;
    private final AccountCheck check;

    private TalkdeskProvider(ConnectionSettings settings, ProviderContext context) {
        this.startDefaults = Settings.startDefaults(settings);
        this.reorderWindow = Settings.reorderWindow(settings);
        this.scopes = new GrantedScopes();
        this.webhooks = new TalkdeskWebhooks(Settings.authorTypes(settings));

        Addresses addresses = Addresses.of(settings);
        HttpCalls http = new HttpCalls(context.httpClient(), Settings.requestTimeout(settings));
        AccessTokenSource tokens = Credentials.tokens(settings, addresses.tokenUrl(), http, context);
        RequestLimiter limiter = RequestLimiter.perSecond(Settings.requestsPerSecond(settings));
        TalkdeskApi api = new TalkdeskApi(addresses.apiBaseUrl(), http, tokens, scopes, limiter, context.clock());
        PreviousMessageCase messageCase = new PreviousMessageCase(Settings.previousMessageCase(settings));
        this.commands = new TalkdeskCommands(api, startDefaults, messageCase);
        this.attachments = new AttachmentsApi(
                api,
                new SignedLinks(http, Settings.uploadMethod(settings), addresses.apiBaseUrl()),
                new AttachmentReadiness(api, READINESS_PATIENCE, READINESS_PAUSE));
        this.check = new AccountCheck(api, scopes, context.webhookUrl());
    }

    /**
     * Puts the parts together; reaches nothing.
     *
     * @throws IllegalArgumentException with a sentence for the administrator when a setting cannot be used
     */
    static TalkdeskProvider of(ConnectionSettings settings, ProviderContext context) {
        return new TalkdeskProvider(settings, context);
    }

    /**
     * Without files where the account's OAuth client is known to lack their scopes (contract 2.3), without asking visitors for
     * what the connection fills in.
     */
    @Override
    public ProviderDescriptor describe(ProviderDescriptor declared) {
        ProviderDescriptor.Builder narrowed =
                declared.toBuilder().without(withheld()).rules(rules(declared.rules()));
        if (startDefaults.subject() != null) {
            narrowed.doesNotRequire(CustomerField.SUBJECT);
        }
        if (startDefaults.anonymousEmail() != null) {
            narrowed.doesNotRequire(CustomerField.EMAIL);
        }
        return narrowed.build();
    }

    private ConversationRules rules(ConversationRules declared) {
        return declared.withReorderWindow(reorderWindow)
                .withMaxTextLength(startDefaults.caps().messageLength());
    }

    private Set<Capability> withheld() {
        Set<Capability> withheld = EnumSet.noneOf(Capability.class);
        if (scopes.lackUpload()) {
            withheld.add(Capability.ATTACHMENTS_TO_AGENT);
        }
        if (scopes.lackDownload()) {
            withheld.add(Capability.ATTACHMENTS_TO_VISITOR);
        }
        return withheld;
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
        return scopes.lackUpload() && scopes.lackDownload() ? Optional.empty() : Optional.of(attachments);
    }
}
