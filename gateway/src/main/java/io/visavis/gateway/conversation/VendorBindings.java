package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConnectionId;

/** Hears that conversations of a connection became known to their vendor: events that came too early find them now. */
@FunctionalInterface
public interface VendorBindings {

    /** Called after the commit, on any thread; returns at once. */
    void bound(ConnectionId connection);
}
