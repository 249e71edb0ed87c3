package io.visavis.gateway.outbox;

import io.visavis.gateway.kernel.ConnectionId;

/** Hears that a connection goes for good. */
public interface ConnectionRemovals {

    /**
     * Nobody carries out its commands any more: those that wait fail, and its conversations end by themselves, on whatever
     * node. Call inside the {@link io.visavis.gateway.storage.UnitOfWork} that removes it.
     */
    void removed(ConnectionId connection);
}
