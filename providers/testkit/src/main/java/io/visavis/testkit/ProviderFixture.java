package io.visavis.testkit;

import io.visavis.spi.ConversationRef;
import io.visavis.spi.ProviderFactory;
import io.visavis.spi.RawWebhook;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the contracts must know of one provider and its vendor. Made anew for each test; its {@link #vendor()} is closed after
 * it. A capability that the provider declares is used: the healthy vendor takes its command, and {@link #samples()} show its
 * events.
 */
public interface ProviderFixture {

    /** The provider under test. */
    ProviderFactory factory();

    /** The stand-in for the vendor's service, the same at every call. */
    FakeVendor vendor();

    /**
     * The settings of a connection that works and leads to {@link #vendor()}, with defaults where a site's page may leave
     * something out. Asked whenever a provider is made.
     */
    Map<String, String> settings();

    /** Settings, laid over the others, with which the provider gives a silent vendor up within about a second. */
    default Map<String, String> impatient() {
        return Map.of();
    }

    /** Settings that cannot be used, each with a value that shows it; tried one at a time. */
    default Map<String, String> unusable() {
        return Map.of();
    }

    /** The conversation that the healthy vendor opens when it is asked to, and knows from the beginning. */
    ConversationRef conversation();

    /** A delivery of each kind that the vendor documents, and one of a kind that nobody knows. All differ. */
    List<Sample> samples();

    /** An agent's message with exactly these words, as the vendor would deliver it. */
    RawWebhook agentSays(String text);

    /** The vendor's repeat of a delivery it has no answer to, with whatever it changes in a repeat. */
    default RawWebhook again(RawWebhook delivery) {
        return delivery;
    }

    /** How the vendor proves its deliveries; there where the provider has an authenticator. */
    default Optional<VendorProof> proof() {
        return Optional.empty();
    }

    /** What this vendor can suffer; only one that is reached by other means than HTTP leaves some out. */
    default Set<Trouble> troubles() {
        return EnumSet.allOf(Trouble.class);
    }
}
