package io.visavis.gateway.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.VendorIds;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.storage.CrashPoint;
import io.visavis.gateway.storage.Node;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits: one virtual thread per conversation with work, so that order is kept within it and nobody waits for
 * another's vendor; a place per send and connection, so that no vendor gets a flood. New rows are sent at once, all others
 * (retries, another node's leftovers, a restart) are found by looking.
 */
@Singleton
final class OutboxWorker implements ApplicationEventListener<ServerStartupEvent>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);
    private static final long LOOK_EVERY_MILLIS = 400;
    private static final int TROUBLES_EVERY_LOOKS = 5;
    private static final int AT_ONCE = 500;

    private final JdbcOutbox outbox;
    private final UnitOfWork unitOfWork;
    private final Delivery delivery;
    private final OutcomeWriter outcomes;
    private final VendorBreakers breakers;
    private final VendorRecovery recovery;
    private final RemovedConnections removed;
    private final MeterRegistry meters;
    private final Node node;
    private final Clock clock;
    /** Conversations at work; true when there is news since its thread last looked. */
    private final Map<ConversationId, Boolean> working = new ConcurrentHashMap<>();

    /** Who has it sends what the process may end over. */
    private final Semaphore suspects = new Semaphore(1);

    private final ExecutorService lanes = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("outbox-", 0).factory());
    private volatile boolean running;

    OutboxWorker(
            JdbcOutbox outbox,
            UnitOfWork unitOfWork,
            LiveProviders providers,
            RemovedConnections removed,
            Conversations conversations,
            ConversationLog log,
            VendorIds vendorIds,
            BeanProvider<StoredFiles> storedFiles,
            MeterRegistry meters,
            Sql sql,
            Node node,
            Clock clock) {
        this.outbox = outbox;
        this.unitOfWork = unitOfWork;
        this.removed = removed;
        this.meters = meters;
        this.node = node;
        this.clock = clock;
        this.breakers = new VendorBreakers(clock);
        this.recovery =
                new VendorRecovery(new VendorTroubles(sql, clock), log, unitOfWork, providers, breakers, lanes, clock);
        Verdicts verdicts =
                new Verdicts(new RetrySchedule(() -> ThreadLocalRandom.current().nextDouble()), clock);
        this.delivery = new Delivery(
                providers, removed, conversations, storedFiles, outbox, unitOfWork, breakers, verdicts, clock);
        this.outcomes = new OutcomeWriter(outbox, conversations, log, vendorIds, clock);
        meters.gaugeMapSize("visavis.outbox.conversations", java.util.List.of(), working);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        start();
    }

    /** Begins to send; what an earlier run left is sent first. */
    void start() {
        running = true;
        if (node.alone()) {
            unitOfWork.commit(outbox::freeAll);
        }
        outbox.onNew(this::wake);
        Thread.ofVirtual().name("outbox-look").start(this::lookUntilClosed);
    }

    @Override
    @PreDestroy
    public void close() {
        running = false;
        lanes.shutdown();
        try {
            // What is under way is finished; what was cut off is sent again with the same idempotency key.
            if (!lanes.awaitTermination(10, TimeUnit.SECONDS)) {
                lanes.shutdownNow();
            }
        } catch (InterruptedException _) {
            lanes.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void wake(ConversationId id) {
        if (running && working.put(id, true) == null) {
            lanes.execute(() -> work(id));
        }
    }

    private void work(ConversationId id) {
        do {
            working.replace(id, false);
            try {
                while (running && sendNext(id)) {
                    LOG.trace("Next of {}", id);
                }
            } catch (RuntimeException | Error e) {
                // Most likely the database: the row stays as it is, and looking finds it again. An error too, or the
                // conversation would count as worked on for ever.
                LOG.error("Sending for {} stopped; it goes on later", id, e);
            }
        } while (!working.remove(id, false));
    }

    /** False when nothing of this conversation can be sent now. */
    private boolean sendNext(ConversationId id) {
        Optional<JdbcOutbox.Next> next = outbox.next(id);
        if (next.isEmpty()) {
            return false;
        }
        // The places come before the claim: a claim must not run out while its row waits for a place.
        if (!next.get().suspect()) {
            return sendIn(breakers.places(next.get().connection()), id);
        }
        suspects.acquireUninterruptibly();
        try {
            return sendIn(breakers.places(next.get().connection()), id);
        } finally {
            suspects.release();
        }
    }

    private boolean sendIn(Semaphore places, ConversationId id) {
        places.acquireUninterruptibly();
        try {
            return unitOfWork.commit(() -> outbox.claimNext(id)).map(this::send).orElse(false);
        } finally {
            places.release();
        }
    }

    /** False when the row must be tried again later. */
    private boolean send(OutboxRow row) {
        CrashPoint.OUTBOX_LEASED.hit();
        Instant startedAt = clock.instant();
        Outcome outcome = delivery.attempt(row);
        unitOfWork.commit(() -> outcomes.write(row, startedAt, outcome));
        account(row, outcome);
        recovery.attempted(row.connectionId(), outcome);
        return !(outcome instanceof Outcome.Postponed);
    }

    private void account(OutboxRow row, Outcome outcome) {
        meters.counter("visavis.outbox.attempts", "kind", row.kind().column(), "outcome", outcome.name())
                .increment();
        if (outcome instanceof Outcome.Postponed || outcome instanceof Outcome.Failed) {
            LOG.warn(
                    "Command {} of {} on {}: {} ({})",
                    row.kind().column(),
                    row.conversationId(),
                    row.connectionId(),
                    outcome.name(),
                    outcome.detail());
        }
    }

    /** Asks the vendors in trouble whose time has come. */
    void lookForRecovered() {
        recovery.look();
    }

    private void lookUntilClosed() {
        for (int looks = 0; running; looks++) {
            try {
                outbox.due(AT_ONCE).forEach(this::wake);
                if (looks % TROUBLES_EVERY_LOOKS == 0) {
                    lookForRecovered();
                    removed.endConversations();
                }
            } catch (RuntimeException e) {
                LOG.warn("Could not look for commands that are due: {}", e.toString());
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException _) {
                return;
            }
        }
    }
}
