package io.visavis.gateway.inbox;

import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.spi.RawWebhook;

/** Where authenticated deliveries are kept. */
public interface Inbox {

    /**
     * Stores a delivery; when this returns it is durable and will be worked off, whatever happens. Blocks.
     *
     * @param headers those that an administrator shall see, a line each
     * @return false when the same delivery was stored before
     * @throws io.visavis.gateway.storage.StorageUnavailableException when it could not be stored
     */
    boolean store(ConnectionId connection, RawWebhook webhook, String headers);
}
