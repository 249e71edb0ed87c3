package io.visavis.eightbyeight.availability;

import io.visavis.spi.Availability;
import io.visavis.spi.ProviderException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opening by schedule, wait by statistics. The wait is reckoned from what others waited: nothing of 8x8's tells it for one
 * conversation (contract 5.2). Thread-safe.
 */
public final class QueueAvailability implements Availability {
    /** The widget's attribute that may name a queue. */
    private static final String QUEUE_OPTION = "cg-queue-id";

    private static final Logger log = LoggerFactory.getLogger(QueueAvailability.class);

    private final @Nullable Schedules schedules;
    private final @Nullable QueueSource queues;
    private final @Nullable String queueId;
    private final State onError;
    private final Clock clock;

    /**
     * Each source is optional.
     *
     * @param queueId used where a page names none
     * @param onError what counts when the schedule cannot be asked
     */
    public QueueAvailability(
            @Nullable Schedules schedules,
            @Nullable QueueSource queues,
            @Nullable String queueId,
            State onError,
            Clock clock) {
        this.schedules = schedules;
        this.queues = queues;
        this.queueId = queueId;
        this.onError = onError;
        this.clock = clock;
    }

    @Override
    public Report ask(Map<String, String> options) {
        Schedules.Standing now = standing();
        if (now.state() == State.CLOSED) {
            return new Report(State.CLOSED, now.asPlanned() ? opensAt() : null, null, null);
        }
        return report(now.state(), options.getOrDefault(QUEUE_OPTION, queueId == null ? "" : queueId));
    }

    /** Who waits was let in: the schedule has no more to say. */
    @Override
    public Report askQueue(String queue, Map<String, String> options) {
        return report(State.UNKNOWN, queue);
    }

    private Report report(State state, String queue) {
        Optional<QueueFigures> figures = queue.isBlank() ? Optional.empty() : figures(queue);
        Long wait = figures.map(QueueFigures::expectedWaitSeconds).orElse(null);
        return new Report(
                state,
                null,
                figures.map(QueueFigures::waiting).orElse(null),
                wait,
                wait == null ? Confidence.UNKNOWN : Confidence.ESTIMATED);
    }

    private Schedules.Standing standing() {
        try {
            return schedules == null ? new Schedules.Standing(State.UNKNOWN, false) : schedules.standing();
        } catch (ProviderException e) {
            log.warn("The schedule cannot be asked: {}", e.getMessage());
            return new Schedules.Standing(onError, false);
        }
    }

    private @Nullable Instant opensAt() {
        try {
            return schedules == null ? null : schedules.opensAt(clock.instant()).orElse(null);
        } catch (ProviderException e) {
            return null;
        }
    }

    /** Without figures the queue is merely not described. */
    private Optional<QueueFigures> figures(String queue) {
        try {
            return queues == null ? Optional.empty() : queues.figures(queue);
        } catch (ProviderException e) {
            log.warn("Statistics cannot be asked: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
