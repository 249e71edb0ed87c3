package io.visavis.testkit;

import io.visavis.spi.ProviderDescriptor;
import java.util.List;

/** A descriptor as something that can be compared. */
final class DescriptorFacts {
    private DescriptorFacts() {}

    static List<Object> of(ProviderDescriptor descriptor) {
        return List.of(
                descriptor.id(),
                descriptor.displayName(),
                descriptor.chatMode(),
                descriptor.webhookPath(),
                descriptor.capabilities(),
                descriptor.settings(),
                descriptor.options(),
                descriptor.requiredCustomerFields(),
                descriptor.agentDesks(),
                descriptor.rules());
    }
}
