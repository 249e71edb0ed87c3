package io.visavis.gateway.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.visavis.gateway.kernel.ConversationId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The newest events that this node committed, so that a listener woken by a commit reads them without SQL.
 *
 * <p>Holds gap-free runs only, and answers only for a reader inside a run: what it gives is right even when other nodes
 * write to the same conversation, it may merely not be all. Events enter after their commit.
 */
@Singleton
final class RecentEvents {
    private static final int LONGEST_RUN = 64;
    private static final long MOST_CHARACTERS = 16L << 20;

    private final Cache<ConversationId, List<LoggedEvent>> runs = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((ConversationId _, List<LoggedEvent> run) ->
                    run.stream().mapToInt(event -> event.data().length() + 200).sum())
            .build();

    /** Adds just committed events, in order. Hooks of two commits may come in either order. */
    void add(ConversationId id, List<LoggedEvent> events) {
        runs.asMap().merge(id, List.copyOf(events), RecentEvents::join);
    }

    /** Events behind {@code after}, or empty when only the database can tell. */
    Optional<List<LoggedEvent>> read(ConversationId id, long after, int limit) {
        List<LoggedEvent> run = runs.getIfPresent(id);
        if (run == null) {
            return Optional.empty();
        }
        long first = run.getFirst().position();
        long index = after + 1 - first;
        // The position before the run's first is not served: it may be no position at all (the end of an epoch).
        if (after < first || index >= run.size()) {
            return Optional.empty();
        }
        int from = Math.toIntExact(index);
        return Optional.of(run.subList(from, Math.min(run.size(), from + limit)));
    }

    private static List<LoggedEvent> join(List<LoggedEvent> run, List<LoggedEvent> added) {
        long last = run.getLast().position();
        if (added.getLast().position() <= last) {
            return run;
        }
        if (added.getFirst().position() != last + 1) {
            return added;
        }
        List<LoggedEvent> longer = new ArrayList<>(run);
        longer.addAll(added);
        return List.copyOf(longer.subList(Math.max(0, longer.size() - LONGEST_RUN), longer.size()));
    }
}
