package io.visavis.talkdesk;

import io.visavis.spi.Capability;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ConversationRules;
import io.visavis.spi.CustomerField;
import io.visavis.spi.OptionSpec;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderFactory;
import io.visavis.talkdesk.outbound.Caps;
import org.pf4j.Extension;

/** Introduces Talkdesk Digital Connect to the gateway. */
@Extension
public final class TalkdeskFactory implements ProviderFactory {
    private static final ProviderDescriptor DESCRIPTOR = describeOnce();

    @Override
    public ProviderDescriptor describe() {
        return DESCRIPTOR;
    }

    @Override
    public Provider create(ConnectionSettings settings, ProviderContext context) {
        return TalkdeskProvider.of(settings, context);
    }

    /**
     * Neither typing nor receipts nor a queue exist in Talkdesk's public API (contract 2.11). A transfer is seen as a second
     * assignment.
     */
    private static ProviderDescriptor describeOnce() {
        ProviderDescriptor.Builder descriptor = ProviderDescriptor.builder("talkdesk")
                .displayName("Talkdesk Digital Connect")
                .chatMode("talkdesk-digital-connect")
                .webhookPath("digital-connect/talkdesk")
                .capabilities(
                        Capability.ATTACHMENTS_TO_AGENT,
                        Capability.ATTACHMENTS_TO_VISITOR,
                        Capability.TRANSCRIPT,
                        Capability.CONTEXT,
                        Capability.TRANSFER,
                        Capability.AGENT_INITIATED,
                        Capability.DROPS_REPEATS)
                .option(new OptionSpec(
                        Settings.TOUCHPOINT_ID,
                        "Talkdesk touchpoint the chat goes to; in Talkdesk under Admin > Channels > Digital Connect,"
                                + " 'Touchpoint ID'.",
                        true))
                .requires(CustomerField.EMAIL, CustomerField.SUBJECT)
                // Where Talkdesk shows cards to agents, in every region that can be chosen (contract 4.5, 2.1).
                .agentDesks(
                        "https://*.mytalkdesk.com",
                        "https://*.talkdesk.com",
                        "https://*.talkdeskapp.com",
                        "https://*.talkdeskapp.eu",
                        "https://*.talkdeskappca.com",
                        "https://*.talkdeskapp.au",
                        "https://*.mytalkdesk.au",
                        "https://*.talkdeskapp.co.uk",
                        "https://*.talkdeskapp-pubsec.com")
                .rules(ConversationRules.defaults().withMaxTextLength(Caps.DEFAULT.messageLength()));
        Settings.specs().forEach(descriptor::setting);
        return descriptor.build();
    }
}
