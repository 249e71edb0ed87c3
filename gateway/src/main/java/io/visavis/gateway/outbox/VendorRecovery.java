package io.visavis.gateway.outbox;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.plugin.Absence;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.storage.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a vendor is back, and tells every conversation that was told of the trouble: by an answer to any command,
 * or by asking for it while nobody has anything to send. What waited because of the trouble is tried at once. Threads: any.
 */
final class VendorRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(VendorRecovery.class);
    static final Duration PROBE_EVERY = Duration.ofSeconds(15);

    private final VendorTroubles troubles;
    private final ConversationLog log;
    private final UnitOfWork unitOfWork;
    private final LiveProviders providers;
    private final VendorBreakers breakers;
    private final Executor lanes;
    private final Clock clock;
    /** As last seen in the database or heard of here; saves a look-up behind each command that went well. */
    private final Set<ConnectionId> inTrouble = ConcurrentHashMap.newKeySet();

    /** As of the last look; read and written by the looking thread alone. */
    private Set<ConnectionId> withoutPlugin = Set.of();

    VendorRecovery(
            VendorTroubles troubles,
            ConversationLog log,
            UnitOfWork unitOfWork,
            LiveProviders providers,
            VendorBreakers breakers,
            Executor lanes,
            Clock clock) {
        this.troubles = troubles;
        this.log = log;
        this.unitOfWork = unitOfWork;
        this.providers = providers;
        this.breakers = breakers;
        this.lanes = lanes;
        this.clock = clock;
    }

    /** After the commit of an attempt's outcome. */
    void attempted(ConnectionId connection, Outcome outcome) {
        if (outcome instanceof Outcome.Postponed) {
            inTrouble.add(connection);
        } else if (outcome.vendorAnswered()
                && breakers.of(connection).getState() == CircuitBreaker.State.CLOSED
                && inTrouble.remove(connection)) {
            lanes.execute(() -> contained(() -> restore(connection)));
        }
    }

    /** Asks the vendors whose time has come; returns at once. On every node, each time on one of them. */
    void look() {
        lookForPlugins();
        List<ConnectionId> connections = troubles.connections();
        inTrouble.addAll(connections);
        for (ConnectionId connection : connections) {
            if (unitOfWork.commit(
                    () -> troubles.claimProbe(connection, clock.instant().plus(PROBE_EVERY)))) {
                lanes.execute(() -> contained(() -> probe(connection)));
            }
        }
    }

    /**
     * Tells the conversations that lost their provider (its jar is gone, or does not take their connection's settings)
     * without waiting for somebody to send, and asks at once for those whose provider is back.
     */
    private void lookForPlugins() {
        Map<ConnectionId, Absence> now = providers.unserved();
        now.forEach((connection, why) -> lanes.execute(() -> contained(() -> tellOfAbsence(connection, why))));
        Set<ConnectionId> back = new HashSet<>(withoutPlugin);
        back.removeAll(now.keySet());
        withoutPlugin = now.keySet();
        back.forEach(connection -> lanes.execute(() -> contained(() -> probe(connection))));
    }

    private void tellOfAbsence(ConnectionId connection, Absence why) {
        for (ConversationId id : troubles.untold(connection)) {
            unitOfWork.commit(() -> {
                if (troubles.isUntold(id)) {
                    log.append(
                            id,
                            NewEvent.of(
                                    Actor.system(),
                                    new EventData.ProviderUnavailable(
                                            clock.instant(), why.reason().wireName())));
                }
            });
        }
    }

    private void probe(ConnectionId connection) {
        boolean back = providers
                .find(connection)
                .map(live -> live.provider().check().ok())
                .orElse(false);
        if (back) {
            LOG.info("{} answers again", connection);
            breakers.of(connection).transitionToClosedState();
            restore(connection);
        }
    }

    private void restore(ConnectionId connection) {
        for (ConversationId id : troubles.conversations(connection)) {
            unitOfWork.commit(() -> {
                if (troubles.isFree(id)) {
                    log.append(id, NewEvent.of(Actor.system(), new EventData.ProviderRestored()));
                    troubles.hasten(id);
                }
            });
        }
    }

    private static void contained(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // The vendor is still away, or the database is: the next look tries again.
            LOG.debug("Not restored", e);
        }
    }
}
