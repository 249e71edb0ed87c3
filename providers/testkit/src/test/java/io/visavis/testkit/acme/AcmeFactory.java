package io.visavis.testkit.acme;

import io.visavis.spi.Capability;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ConversationRules;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderFactory;
import io.visavis.spi.SettingSpec;
import java.time.Duration;

/** Introduces Acme. */
public class AcmeFactory implements ProviderFactory {

    @Override
    public ProviderDescriptor describe() {
        return builder()
                .setting(SettingSpec.secret("api-key", "Key of the account."))
                .build();
    }

    /** All but the key. */
    protected static ProviderDescriptor.Builder builder() {
        return ProviderDescriptor.builder("acme")
                .displayName("Acme")
                .capabilities(
                        Capability.AGENT_TYPING,
                        Capability.VISITOR_TYPING,
                        Capability.QUEUE_EVENTS,
                        Capability.ATTACHMENTS_TO_AGENT,
                        Capability.ATTACHMENTS_TO_VISITOR,
                        Capability.TRANSFER,
                        Capability.REOPEN,
                        Capability.DROPS_REPEATS)
                .rules(ConversationRules.defaults().withEchoPatience(Duration.ofSeconds(5)))
                .setting(SettingSpec.required("address", "Where Acme is."))
                .setting(SettingSpec.optional("patience", "How long to wait for Acme.")
                        .withDefault("PT10S"));
    }

    @Override
    public Provider create(ConnectionSettings settings, ProviderContext context) {
        return new Acme(settings, context);
    }
}
