package io.visavis.gateway.access;

import io.visavis.gateway.kernel.ConnectionId;

/**
 * A connection was added, changed or removed: an application event, published on this node after the commit. Ask
 * {@link Connections} what it is now.
 */
public record ConnectionChanged(ConnectionId id) {}
