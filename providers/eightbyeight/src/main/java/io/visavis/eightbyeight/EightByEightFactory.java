package io.visavis.eightbyeight;

import io.visavis.spi.Capability;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.OptionSpec;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderFactory;
import org.pf4j.Extension;

/** Introduces 8x8 Chat Gateway to the gateway. */
@Extension
public final class EightByEightFactory implements ProviderFactory {
    private static final ProviderDescriptor DESCRIPTOR = describeOnce();

    @Override
    public ProviderDescriptor describe() {
        return DESCRIPTOR;
    }

    @Override
    public Provider create(ConnectionSettings settings, ProviderContext context) {
        return EightByEightProvider.of(settings, context);
    }

    /** Repeats are not dropped: the Chat Gateway has no idempotency key (contract 2.0). */
    private static ProviderDescriptor describeOnce() {
        ProviderDescriptor.Builder descriptor = ProviderDescriptor.builder("8x8")
                .displayName("8x8 Chat Gateway")
                .chatMode("8x8-chat-gateway")
                .webhookPath("chat-gateway/8x8")
                .capabilities(
                        Capability.AGENT_TYPING,
                        Capability.VISITOR_TYPING,
                        Capability.RECEIPTS_TO_AGENT,
                        Capability.ATTACHMENTS_TO_AGENT,
                        Capability.ATTACHMENTS_TO_VISITOR,
                        Capability.CARDS,
                        Capability.TRANSCRIPT,
                        Capability.CONTEXT,
                        Capability.CONTEXT_UPDATE,
                        Capability.QUEUE_EVENTS,
                        Capability.TRANSFER,
                        Capability.REOPEN)
                .option(new OptionSpec(
                                Settings.CHANNEL_ID,
                                "8x8 channel the chat comes in by; in 8x8 Configuration Manager under Channels > Chat API,"
                                        + " column ID.",
                                true)
                        .atStartOnly())
                .option(new OptionSpec(
                        Settings.QUEUE_ID,
                        "8x8 queue the chat goes to, if not the channel's own; same place, column Queue ID.",
                        false))
                .option(new OptionSpec(Settings.SCRIPT_ID, "8x8 script that runs before a queue is chosen.", false))
                // Where agents work: Agent Workspace and the older desk of each platform.
                .agentDesks("https://*.8x8.com");
        SettingSpecs.all().forEach(descriptor::setting);
        return descriptor.build();
    }
}
