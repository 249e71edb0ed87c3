package io.visavis.gateway.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One append under way: drops what stands already, moves the state, numbers what is left. Not thread-safe. */
final class Appending {
    /** More reactions to reactions than any feature has reason for: two that answer each other for ever. */
    private static final int MOST_EVENTS = 1000;

    private final Conversation before;
    private final StateMachine state;
    private final long epoch;
    private final Instant now;
    private final EventJson json;
    private final List<ConversationReaction> reactions;
    private final Function<List<String>, List<String>> standingKeys;
    private final Set<String> known = new HashSet<>();
    private final List<LoggedEvent> added = new ArrayList<>();
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private Conversation conversation;
    private boolean alive;

    /**
     * An append to {@code before}, whose row is locked.
     *
     * @param standingKeys which of the given dedup keys stand in the log
     */
    Appending(
            Conversation before,
            long epoch,
            Instant now,
            EventJson json,
            List<ConversationReaction> reactions,
            Function<List<String>, List<String>> standingKeys) {
        this.before = before;
        this.conversation = before;
        this.state = new StateMachine(before);
        this.epoch = epoch;
        this.now = now;
        this.json = json;
        this.reactions = reactions;
        this.standingKeys = standingKeys;
    }

    void add(List<NewEvent> events) {
        List<String> keys =
                events.stream().map(NewEvent::dedupKey).filter(Objects::nonNull).toList();
        if (!keys.isEmpty()) {
            known.addAll(standingKeys.apply(keys));
        }
        events.forEach(this::add);
    }

    List<LoggedEvent> added() {
        return List.copyOf(added);
    }

    /** Column values in the order of the insert. */
    List<@Nullable Object[]> rows() {
        return rows;
    }

    Conversation conversation() {
        return conversation;
    }

    /** When something happened in the conversation; null when nothing did but what the gateway says by itself. */
    @Nullable
    Instant aliveAt() {
        return alive ? now : null;
    }

    /** New, or taken up again. */
    boolean begins() {
        return (before.lastPosition() == 0 || before.ended()) && !conversation.ended();
    }

    boolean ends() {
        return !before.ended() && conversation.ended();
    }

    private void add(NewEvent event) {
        String key = event.dedupKey();
        if (key != null && known.contains(key)) {
            return;
        }
        // As fine as the database keeps it: who reads it back is to read what was told at once.
        Instant at = (event.at() == null ? now : event.at()).truncatedTo(ChronoUnit.MICROS);
        if (!state.take(event.actor(), event.data(), at)) {
            return;
        }
        state.heard(event.actor());
        alive |= Silences.isBrokenBy(event.data());
        if (key != null) {
            known.add(key);
        }
        conversation = state.at(Position.next(conversation.lastPosition(), epoch));
        log(event, at);
        for (ConversationReaction reaction : reactions) {
            List<NewEvent> answer = reaction.react(conversation, event.data());
            if (!answer.isEmpty()) {
                add(answer);
            }
        }
    }

    private void log(NewEvent event, Instant at) {
        if (added.size() >= MOST_EVENTS) {
            throw new IllegalStateException("reactions to " + EventType.of(event.data()) + " do not end");
        }
        LoggedEvent logged = new LoggedEvent(
                conversation.id(),
                conversation.lastPosition(),
                EventType.of(event.data()),
                at,
                event.actor(),
                json.data(event.data()),
                event.provider() == null ? null : json.provider(event.provider()));
        added.add(logged);
        rows.add(new Object[] {
            logged.conversationId().value(),
            logged.position(),
            logged.type().wireName(),
            logged.at(),
            logged.actor().kind(),
            logged.actor().id(),
            logged.actor().name(),
            logged.data(),
            logged.provider(),
            event.dedupKey()
        });
    }
}
