package io.visavis.spi;

import java.util.Optional;

/** Names of agents, where a vendor's events carry their ids only. */
@Incubating(review = "2027-03-01")
public interface AgentDirectory {

    /**
     * The name a visitor may see; empty when the vendor knows none. Asked rarely and cached by the gateway, which goes on
     * without a name when the answer takes long.
     *
     * @throws ProviderException classified like a command
     */
    Optional<String> nameOf(String agentId);
}
