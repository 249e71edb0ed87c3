package io.visavis.eightbyeight.availability;

import io.visavis.spi.AgentDirectory;
import io.visavis.spi.ProviderException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names of agents from the realtime metrics, which know them by their queues (contract 5.2, A): the connection's own is asked
 * first, then the others, a few at most. For accounts without a token for the agent status.
 */
public final class AnalyticsNames implements AgentDirectory {
    /** The gateway waits half a second for a name. */
    private static final int MOST_QUEUES = 5;

    private final Analytics analytics;
    private final @Nullable String queueId;

    /** {@code queueId} is the connection's own, or null. */
    public AnalyticsNames(Analytics analytics, @Nullable String queueId) {
        this.analytics = analytics;
        this.queueId = queueId;
    }

    /**
     * The first queue that knows the agent tells.
     *
     * @throws ProviderException when Analytics cannot be asked
     */
    @Override
    public Optional<String> nameOf(String agentId) {
        Optional<String> name = queueId == null ? Optional.empty() : analytics.agentName(queueId, agentId);
        return name.isPresent() ? name : elsewhere(agentId);
    }

    private Optional<String> elsewhere(String agentId) {
        return analytics.names().keySet().stream()
                .filter(queue -> !queue.equals(queueId))
                .limit(MOST_QUEUES)
                .flatMap(queue -> analytics.agentName(queue, agentId).stream())
                .findFirst();
    }
}
