package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes the listeners of this process. */
@Singleton
final class InProcessWakeUps implements WakeUps {
    private static final Logger LOG = LoggerFactory.getLogger(InProcessWakeUps.class);

    private final Map<ConversationId, Set<Registration>> listeners = new ConcurrentHashMap<>();

    @Override
    public Subscription subscribe(ConversationId id, Listener listener) {
        Registration registration = new Registration(id, listener);
        listeners.compute(id, (_, existing) -> {
            Set<Registration> set = existing == null ? ConcurrentHashMap.newKeySet() : existing;
            set.add(registration);
            return set;
        });
        return registration;
    }

    /** The log of {@code id} has grown to {@code position}. */
    void wake(ConversationId id, long position) {
        for (Registration registration : listeners.getOrDefault(id, Set.of())) {
            try {
                registration.listener.grownTo(position);
            } catch (RuntimeException e) {
                LOG.error("A listener of {} failed; it reads the log at its next wake-up", id, e);
            }
        }
    }

    /** Conversations somebody listens to. */
    int size() {
        return listeners.size();
    }

    /** Identity is what tells two registrations of one listener apart. */
    private final class Registration implements Subscription {
        private final ConversationId id;
        private final Listener listener;

        Registration(ConversationId id, Listener listener) {
            this.id = id;
            this.listener = listener;
        }

        @Override
        public void close() {
            listeners.computeIfPresent(id, (_, existing) -> {
                existing.remove(this);
                return existing.isEmpty() ? null : existing;
            });
        }
    }
}
