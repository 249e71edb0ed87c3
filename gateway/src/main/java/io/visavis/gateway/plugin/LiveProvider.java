package io.visavis.gateway.plugin;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderDescriptor;
import java.util.Map;

/**
 * A connection and the provider that serves it now. Immutable: ask {@link LiveProviders} again rather than keep one.
 *
 * @param descriptor what this connection offers, narrowed by its settings and its account's rights
 * @param provider contained: each call has a deadline and throws nothing but {@link io.visavis.spi.ProviderException}
 *     and {@link ProviderFault}
 * @param settings the connection's values without its secrets; an option of the same name takes its default from here
 */
public record LiveProvider(
        ConnectionId connectionId,
        ApplicationId applicationId,
        ProviderDescriptor descriptor,
        Provider provider,
        Map<String, String> settings) {

    public LiveProvider {
        settings = Map.copyOf(settings);
    }
}
