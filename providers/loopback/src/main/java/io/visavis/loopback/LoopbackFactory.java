package io.visavis.loopback;

import io.visavis.spi.Capability;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.CustomerField;
import io.visavis.spi.OptionSpec;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderFactory;
import io.visavis.spi.SettingSpec;
import org.pf4j.Extension;

/** The jar's one extension. */
@Extension
public final class LoopbackFactory implements ProviderFactory {
    private static final ProviderDescriptor DESCRIPTOR = ProviderDescriptor.builder("loopback")
            .displayName("Loopback")
            .chatMode("loopback")
            .webhookPath("loopback")
            .capabilities(
                    Capability.AGENT_TYPING,
                    Capability.VISITOR_TYPING,
                    Capability.ATTACHMENTS_TO_AGENT,
                    Capability.ATTACHMENTS_TO_VISITOR,
                    Capability.TRANSCRIPT,
                    Capability.CONTEXT,
                    Capability.QUEUE_EVENTS,
                    Capability.TRANSFER,
                    Capability.REOPEN)
            .setting(SettingSpec.optional("answer", "How commands are answered")
                    .oneOf(Answering.names())
                    .withDefault(Answering.OK.setting()))
            .setting(SettingSpec.secret("api-key", "Any text; shows how a secret is kept"))
            .setting(SettingSpec.optional("loopback-queue", "Queue for sites that name none"))
            .option(new OptionSpec("loopback-queue", "Queue the chat goes to", false))
            .requires(CustomerField.EMAIL)
            .build();

    @Override
    public ProviderDescriptor describe() {
        return DESCRIPTOR;
    }

    @Override
    public Provider create(ConnectionSettings settings, ProviderContext context) {
        return new LoopbackProvider(Answering.of(settings.find("answer").orElse(Answering.OK.setting())));
    }
}
