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

    /** Origins at which the running providers' agents work, see {@link ProviderDescriptor#agentDesks}. */
    default List<String> agentDesks() {
        return descriptors().stream()
                .flatMap(provider -> provider.agentDesks().stream())
                .distinct()
                .toList();
    }

    /** By the provider's id, for example {@code acme}. */
    Optional<ProviderDescriptor> descriptor(String providerId);
}
