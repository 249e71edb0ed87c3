package io.visavis.gateway.access;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import java.util.List;
import java.util.Optional;

/**
 * The connections of all applications. Blocks; {@link #find} and {@link #ofApplication} answer from a cache that is at
 * most a few seconds behind other nodes. A change on this node is announced as {@link ConnectionChanged}.
 */
public interface Connections {

    Optional<Connection> find(ConnectionId id);

    /** Oldest first. */
    List<Connection> ofApplication(ApplicationId application);

    /** Oldest first, from the database. */
    List<Connection> all();
}
