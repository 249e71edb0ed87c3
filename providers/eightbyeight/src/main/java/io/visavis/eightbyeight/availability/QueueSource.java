package io.visavis.eightbyeight.availability;

import io.visavis.spi.ProviderException;
import java.util.Map;
import java.util.Optional;

/** Where figures of queues come from. */
public interface QueueSource {

    /**
     * Empty when the source does not know the queue.
     *
     * @throws ProviderException when it does not answer
     */
    Optional<QueueFigures> figures(String queueId);

    /** Names of the chat queues by id. */
    Map<String, String> names();
}
