package io.visavis.gateway.plugin;

import io.visavis.gateway.access.Connection;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The providers that can be called now. Ask at each use: a provider is replaced when its connection changes. */
public interface LiveProviders {

    /** Empty when there is no such connection, it is switched off, or its plugin is missing or refused. */
    Optional<LiveProvider> find(ConnectionId connection);

    /** The application's connections that can be called now, oldest first. */
    List<LiveProvider> ofApplication(ApplicationId application);

    /** Connections that are switched on and cannot be called here, mostly because their jar is gone. */
    default Set<ConnectionId> unserved() {
        return Set.of();
    }

    /**
     * Why the provider cannot work with a connection's settings, in words that name one; empty when it can. Tries it out
     * without any I/O; call it before the connection is stored.
     */
    default Optional<String> objection(Connection connection) {
        return Optional.empty();
    }
}
