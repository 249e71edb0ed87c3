package io.visavis.gateway.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.visavis.gateway.conversation.LikelyEnds;
import io.visavis.gateway.conversation.VendorBindings;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.storage.Node;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works deliveries off, one lane per connection so that one vendor's bad day is nobody else's. Deliveries of this node
 * come from memory; those of a node that fell silent, and what was left at the last stop, are taken over by looking.
 */
@Singleton
final class InboxLanes implements VendorBindings, ApplicationEventListener<ServerStartupEvent>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InboxLanes.class);
    /** A plugin may take long over one delivery; the senders of the others behind it have an answer sooner. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private static final long LOOK_EVERY_MILLIS = 500;
    private static final int RENEW_EVERY_LOOKS = 40;
    private static final int AT_ONCE = 500;

    private final InboxIds ids;
    private final JdbcInbox rows;
    private final UnitOfWork unitOfWork;
    private final Translation translation;
    private final EventApplication application;
    private final LikelyEnds likelyEnds;
    private final MeterRegistry meters;
    private final Node node;
    private final Clock clock;
    private final int memory;
    private final Map<ConnectionId, InboxLane> lanes = new ConcurrentHashMap<>();
    private volatile boolean running;

    InboxLanes(
            InboxIds ids,
            JdbcInbox rows,
            UnitOfWork unitOfWork,
            Translation translation,
            EventApplication application,
            LikelyEnds likelyEnds,
            MeterRegistry meters,
            Node node,
            Clock clock,
            @Value("${visavis.inbox.memory:8192}") int memory) {
        this.ids = ids;
        this.rows = rows;
        this.unitOfWork = unitOfWork;
        this.translation = translation;
        this.application = application;
        this.likelyEnds = likelyEnds;
        this.meters = meters;
        this.node = node;
        this.clock = clock;
        this.memory = memory;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        start();
    }

    /** Begins to work; what an earlier run left comes first. */
    void start() {
        running = true;
        if (node.alone()) {
            unitOfWork.commit(rows::freeAll);
        }
        Thread.ofVirtual().name("inbox-look").start(this::lookUntilClosed);
    }

    /**
     * Lets the lane store a delivery together with its events. Blocks for as long as its commit takes, or for
     * {@link #PATIENCE} when the lane is busy with something slow.
     *
     * @return whether it was new; empty when it is not stored and the caller must
     */
    Optional<Boolean> store(UnansweredDelivery delivery) {
        return running && lane(delivery.connection()).accept(delivery) ? delivery.await(PATIENCE) : Optional.empty();
    }

    /** A delivery that is durable. Never blocks. */
    void offer(InboxRow row) {
        lane(row.connectionId()).offer(row);
    }

    @Override
    public void bound(ConnectionId connection) {
        InboxLane lane = lanes.get(connection);
        if (lane != null) {
            lane.tryHeldAgain();
        }
    }

    @Override
    @PreDestroy
    public void close() {
        running = false;
        lanes.values().forEach(InboxLane::close);
    }

    private InboxLane lane(ConnectionId connection) {
        return lanes.computeIfAbsent(
                connection,
                _ -> new InboxLane(connection, memory, ids, rows, unitOfWork, translation, application, meters, clock)
                        .start());
    }

    private void lookUntilClosed() {
        for (int looks = 1; running; looks++) {
            try {
                look(looks % RENEW_EVERY_LOOKS == 0);
            } catch (RuntimeException e) {
                LOG.warn("Could not look for deliveries of silent nodes: {}", e.toString());
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void look(boolean renew) {
        if (renew) {
            unitOfWork.commit(rows::renew);
        }
        List<InboxRow> found;
        do {
            found = unitOfWork.commit(() -> rows.takeOver(AT_ONCE));
            found.forEach(this::offer);
        } while (found.size() == AT_ONCE && running);
        likelyEnds.endWhatIsDue();
    }
}
