package com.example.acme;

import io.visavis.spi.Capability;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderFactory;
import io.visavis.spi.SettingSpec;
import org.pf4j.Extension;

/** Introduces Acme to the gateway: what it is called, what it can do, what an administrator must enter. */
@Extension
public final class AcmeFactory implements ProviderFactory {
    static final String ADDRESS = "address";
    static final String API_KEY = "api-key";
    static final String WEBHOOK_SECRET = "webhook-secret";
    static final String REQUEST_TIMEOUT = "request-timeout";

    private static final ProviderDescriptor DESCRIPTOR = ProviderDescriptor.builder("acme")
            .displayName("Acme")
            .chatMode("acme")
            .webhookPath("acme")
            .capabilities(
                    Capability.AGENT_TYPING,
                    Capability.VISITOR_TYPING,
                    Capability.QUEUE_EVENTS,
                    Capability.DROPS_REPEATS)
            .setting(SettingSpec.required(ADDRESS, "Address of Acme's API, such as https://api.acme.example."))
            .setting(SettingSpec.requiredSecret(API_KEY, "Key of the account; in Acme under Settings > API."))
            .setting(SettingSpec.requiredSecret(
                    WEBHOOK_SECRET, "What Acme signs deliveries with; in Acme beside the webhook."))
            .setting(SettingSpec.optional(REQUEST_TIMEOUT, "How long one request may take, as an ISO-8601 duration.")
                    .withDefault("PT10S"))
            .build();

    @Override
    public ProviderDescriptor describe() {
        return DESCRIPTOR;
    }

    @Override
    public Provider create(ConnectionSettings settings, ProviderContext context) {
        return new AcmeProvider(settings, context);
    }
}
