package io.visavis.gateway.outbox;

import io.visavis.gateway.kernel.ConnectionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands of the outbox, for people who look after them. */
public interface QueuedCommands {
    /** The states of a command. */
    Set<String> STATES = Set.of("waiting", "done", "failed", "discarded");

    /** What came of a change. */
    enum Change {
        MADE,
        /** An attempt is under way; its outcome comes first. */
        UNDER_WAY,
        /** There is nothing left to change. */
        SETTLED,
        /** The conversation has ended: the vendor would open another. */
        CONVERSATION_OVER
    }

    /** Up to {@code limit} older than {@code before}, newest first; a state or connection that is null does not narrow. */
    List<QueuedCommand> list(@Nullable String state, @Nullable ConnectionId connection, long before, int limit);

    Optional<QueuedCommand> find(long id);

    /** How many are in this state. */
    long count(String state);

    /** Tries a failed command again, or a waiting one at once. Call inside a unit of work. */
    Change replay(long id);

    /**
     * Gives a command up: a waiting one fails in the conversation's log as well, a failed one is only put away. Call inside
     * a unit of work.
     */
    Change discard(long id, String reason);

    /** Puts away all failed commands of a connection, which need not be there any more; how many. Call inside a unit of work. */
    long discardFailed(ConnectionId connection);
}
