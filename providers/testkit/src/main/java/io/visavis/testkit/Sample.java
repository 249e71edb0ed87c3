package io.visavis.testkit;

import io.visavis.spi.ProviderEvent;
import io.visavis.spi.RawWebhook;
import java.util.List;

/**
 * A delivery of the vendor, as it comes over the wire, and what it means.
 *
 * @param name how the report calls it, for example the name of the file it is kept in
 * @param means the events in their order; none where the delivery is no news
 */
public record Sample(String name, RawWebhook delivery, List<ProviderEvent> means) {

    public Sample {
        means = List.copyOf(means);
    }

    public Sample(String name, RawWebhook delivery, ProviderEvent... means) {
        this(name, delivery, List.of(means));
    }

    @Override
    public String toString() {
        return name;
    }
}
