package io.visavis.gateway.outbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.scheduling.annotation.Scheduled;
import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.conversation.WaitingConversations;
import io.visavis.gateway.conversation.WaitingConversations.Waiting;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.plugin.ProviderFault;
import io.visavis.gateway.storage.TimedJobs;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.spi.Availability;
import io.visavis.spi.Availability.Report;
import io.visavis.spi.ProviderException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who wait in a queue how long it may take, where their vendor can be asked. Each queue is asked for once a round
 * however many wait in it, on one node, beside everything else: a vendor that is slow to say costs no chat anything. What a
 * vendor's own events say of a place or a wait stands above it.
 */
@Singleton
final class QueueWaits {
    static final String EVERY = "15s";

    private static final Logger LOG = LoggerFactory.getLogger(QueueWaits.class);
    private static final String JOB = "queue-waits";
    private static final String OF_THE_VENDOR =
            EventData.Confidence.PROVIDER.name().toLowerCase(Locale.ROOT);

    private final WaitingConversations waiting;
    private final LiveProviders providers;
    private final JdbcOutbox outbox;
    private final ConversationLog log;
    private final UnitOfWork unitOfWork;
    private final TimedJobs jobs;
    /** What a conversation began with never changes. */
    private final Cache<ConversationId, Map<String, String>> options =
            Caffeine.newBuilder().maximumSize(10_000).build();

    QueueWaits(
            WaitingConversations waiting,
            LiveProviders providers,
            JdbcOutbox outbox,
            ConversationLog log,
            UnitOfWork unitOfWork,
            TimedJobs jobs) {
        this.waiting = waiting;
        this.providers = providers;
        this.outbox = outbox;
        this.log = log;
        this.unitOfWork = unitOfWork;
        this.jobs = jobs;
    }

    @Scheduled(fixedDelay = EVERY, initialDelay = EVERY)
    void tellWhenDue() {
        if (!jobs.claim(JOB, Duration.ofSeconds(10))) {
            return;
        }
        try {
            tell();
        } finally {
            jobs.release(JOB);
        }
    }

    /** One round; blocks until all vendors answered or ran out of time. */
    void tell() {
        Map<ConnectionId, List<Waiting>> waits =
                waiting.newest().stream().collect(Collectors.groupingBy(Waiting::connectionId));
        try (ExecutorService vendors = Executors.newVirtualThreadPerTaskExecutor()) {
            waits.forEach((connection, those) -> providers
                    .find(connection)
                    .flatMap(live -> live.provider().availability())
                    .ifPresent(role -> vendors.execute(() -> tell(connection, role, those))));
        }
    }

    private record Question(@Nullable String queueId, Map<String, String> options) {}

    private void tell(ConnectionId connection, Availability role, List<Waiting> those) {
        those.stream()
                .filter(one -> !(saysMore(one.told()) && one.told().confidence().equals(OF_THE_VENDOR)))
                .collect(Collectors.groupingBy(one -> new Question(one.told().queueId(), options(one.id()))))
                .forEach((question, asking) -> {
                    try {
                        Report report = question.queueId == null
                                ? role.ask(question.options)
                                : role.askQueue(question.queueId, question.options);
                        asking.forEach(one -> tell(one, report));
                    } catch (ProviderException | ProviderFault e) {
                        LOG.debug("{} does not say how long its queue is: {}", connection, e.toString());
                    }
                });
    }

    private static boolean saysMore(EventData.ConversationQueued told) {
        return told.position() != null || told.waitSeconds() != null;
    }

    private Map<String, String> options(ConversationId id) {
        return options.get(id, outbox::startOptions);
    }

    private void tell(Waiting one, Report report) {
        Long wait = report.waitSeconds();
        if (minutes(wait) == minutes(one.told().waitSeconds())) {
            return;
        }
        EventData news = new EventData.QueueUpdated(
                one.told().queueId(), one.told().queueName(), null, wait, confidence(report));
        unitOfWork.commit(() -> {
            if (waiting.stillWaits(one.id())) {
                log.append(one.id(), NewEvent.of(Actor.system(), news));
            }
        });
    }

    /** As the panel says it: nothing else is news. */
    private static long minutes(@Nullable Long seconds) {
        return seconds == null ? -1 : seconds < 60 ? 0 : Math.ceilDiv(seconds, 60L);
    }

    private static String confidence(Report report) {
        Availability.Confidence sure =
                report.waitSeconds() == null ? Availability.Confidence.UNKNOWN : report.confidence();
        return sure.name().toLowerCase(Locale.ROOT);
    }
}
