package io.visavis.gateway.plugin;

import io.visavis.spi.ProviderDescriptor;
import java.util.List;
import java.util.Optional;

/** What the drop-in folder holds. */
public interface InstalledProviders {

    /** Every jar, good and bad. */
    List<InstalledPlugin> plugins();

    /** Descriptors of the running providers. */
    List<ProviderDescriptor> descriptors();

    /** By the provider's id, for example {@code talkdesk}. */
    Optional<ProviderDescriptor> descriptor(String providerId);
}
