package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConnectionId;

/** Whether a vendor may know conversations that we cannot name yet, because its answer to our start is not stored. */
@FunctionalInterface
public interface PendingStarts {

    boolean any(ConnectionId connection);
}
