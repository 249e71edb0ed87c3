package io.visavis.gateway.video;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.gateway.video.room.CallTimer;
import io.visavis.gateway.video.room.CallTimers;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is due. Any number of nodes may do so at once: each timer is claimed in the commit that acts on it. */
@Singleton
@Requires(beans = {ConversationLog.class, CallKeys.class, Clock.class})
class TimerWorker {

    private static final Logger LOG = LoggerFactory.getLogger(TimerWorker.class);
    private static final int AT_ONCE = 100;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int DOUBLINGS = 6;

    private final CallTimers timers;
    private final TimerActions actions;
    private final UnitOfWork unitOfWork;
    private final ReentrantLock running = new ReentrantLock();

    TimerWorker(CallTimers timers, TimerActions actions, UnitOfWork unitOfWork) {
        this.timers = timers;
        this.actions = actions;
        this.unitOfWork = unitOfWork;
    }

    /** Looks at once instead of at its next round; returns before anything is done. */
    void wake() {
        Thread.ofVirtual().name("call-timers").start(this::doDue);
    }

    @Scheduled(fixedDelay = "500ms", initialDelay = "1s")
    void doDue() {
        running.lock();
        try {
            List<CallTimer> due = timers.due(AT_ONCE);
            due.forEach(this::attempt);
        } catch (RuntimeException e) {
            LOG.warn("Could not look for due call timers", e);
        } finally {
            running.unlock();
        }
    }

    private void attempt(CallTimer timer) {
        try {
            actions.prepare(timer);
            unitOfWork.commit(() -> {
                if (timers.claim(timer)) {
                    actions.act(timer);
                }
            });
        } catch (RuntimeException e) {
            Duration retry = FIRST_RETRY.multipliedBy(1L << Math.min(timer.attempts(), DOUBLINGS));
            LOG.warn("{} of room {} failed, again in {}", timer.kind(), timer.roomId(), retry, e);
            unitOfWork.commit(() -> timers.postpone(timer, retry));
        }
    }
}
