package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.conversation.Agent;
import io.visavis.sandbox.conversation.Conversation;
import io.visavis.sandbox.conversation.ConversationState;
import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.settings.DeskSettings;
import io.visavis.sandbox.settings.Setting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the statistics of all generations count, from the desk as it is now (contract 5.2). Nobody at the desk has breaks. */
final class Figures {

    /** Where an average is set others were accepted before, so many: an average over nobody is none. */
    private static final int BEFORE = 12;

    private final Conversations conversations;
    private final Setting<DeskSettings> desk;
    private final Clock clock;

    Figures(Conversations conversations, Setting<DeskSettings> desk, Clock clock) {
        this.conversations = conversations;
        this.desk = desk;
        this.clock = clock;
    }

    /** A time up to now. */
    record Period(long queued, long accepted, long abandoned, Duration averageTalk) {}

    List<Agent> agents() {
        return desk.get().agents();
    }

    Optional<Agent> agent(String id) {
        return agents().stream().filter(agent -> AgentIds.of(agent).equals(id)).findFirst();
    }

    /** With at least one open conversation of any vendor: the desk is one. */
    Set<Agent> busy() {
        return conversations.all().stream()
                .filter(one -> one.state() == ConversationState.ACTIVE)
                .map(one -> one.work().agent())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    long waiting(EightByEightSettings.Queue queue) {
        return in(queue, ConversationState.QUEUED).size();
    }

    long handled(EightByEightSettings.Queue queue) {
        return in(queue, ConversationState.ACTIVE).size();
    }

    long handledBy(EightByEightSettings.Queue queue, Agent agent) {
        return in(queue, ConversationState.ACTIVE).stream()
                .filter(one -> agent.equals(one.work().agent()))
                .count();
    }

    Duration longestWait(EightByEightSettings.Queue queue) {
        return in(queue, ConversationState.QUEUED).stream()
                .map(one -> Duration.between(one.opening().createdAt(), clock.instant()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    Period lastMinutes(EightByEightSettings.Queue queue, int minutes) {
        return since(queue, clock.instant().minus(Duration.ofMinutes(minutes)));
    }

    Period today(EightByEightSettings.Queue queue) {
        return since(queue, clock.instant().truncatedTo(ChronoUnit.DAYS));
    }

    private Period since(EightByEightSettings.Queue queue, Instant from) {
        var mine = of(queue);
        long before = queue.averageWaitSeconds() > 0 ? BEFORE : 0;
        var talks = mine.stream()
                .filter(one ->
                        one.work().acceptedAt() != null && after(one.work().endedAt(), from))
                .mapToLong(one -> Duration.between(
                                Objects.requireNonNull(one.work().acceptedAt()),
                                Objects.requireNonNull(one.work().endedAt()))
                        .toMillis())
                .average();
        return new Period(
                before
                        + mine.stream()
                                .filter(one -> after(one.opening().createdAt(), from))
                                .count(),
                before
                        + mine.stream()
                                .filter(one -> after(one.work().acceptedAt(), from))
                                .count(),
                mine.stream()
                        .filter(one -> one.work().acceptedAt() == null
                                && after(one.work().endedAt(), from))
                        .count(),
                Duration.ofMillis((long) talks.orElse(0)));
    }

    private static boolean after(@Nullable Instant at, Instant from) {
        return at != null && !at.isBefore(from);
    }

    private List<Conversation> in(EightByEightSettings.Queue queue, ConversationState state) {
        return of(queue).stream().filter(one -> one.state() == state).toList();
    }

    private List<Conversation> of(EightByEightSettings.Queue queue) {
        return conversations.all().stream()
                .filter(one -> one.vendor().equals(EightByEightVendor.NAME))
                .filter(one -> queue.asWork().equals(one.work().queue()))
                .toList();
    }
}
