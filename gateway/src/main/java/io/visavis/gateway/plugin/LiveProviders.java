package io.visavis.gateway.plugin;

import io.visavis.gateway.access.Connection;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The providers that can be called now. Ask at each use: a provider is replaced when its connection changes. */
public interface LiveProviders {

    /** Empty when there is no such connection, it is switched off, or its plugin is missing or refused. */
    Optional<LiveProvider> find(ConnectionId connection);

    /** The application's connections that can be called now, oldest first. */
    List<LiveProvider> ofApplication(ApplicationId application);

    /** Connections that are switched on and cannot be called here, and why. */
    default Map<ConnectionId, Absence> unserved() {
        return Map.of();
    }

    /** What an administrator must mend: why it cannot be called, or why not with the newest version of its plugin. */
    default Optional<Absence> trouble(ConnectionId connection) {
        return Optional.empty();
    }

    /**
     * What keeps new chats from a connection that runs, in words for the administrator: an older one of its chat mode in the
     * application. Empty when nothing does.
     */
    default Optional<String> overshadowed(ConnectionId connection) {
        return find(connection).flatMap(mine -> SharedMode.note(mine, ofApplication(mine.applicationId())));
    }

    /**
     * Why the provider cannot work with a connection's settings, in words that name one; empty when it can. Tries it out
     * without any I/O; call it before the connection is stored.
     */
    default Optional<String> objection(Connection connection) {
        return Optional.empty();
    }
}
