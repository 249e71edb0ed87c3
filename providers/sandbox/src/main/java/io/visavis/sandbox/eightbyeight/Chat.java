package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What 8x8 knows of a conversation beyond the desk's; immutable.
 *
 * @param origin where its caller reached this server, for links in events
 * @param user as given by the caller
 * @param agents ids of all agents who took part, in order
 * @param userRemoved the visitor has left
 * @param afterAgent what a post-agent assignment asked for, or null
 */
record Chat(
        String id,
        String channelId,
        String origin,
        State state,
        Assignment assignment,
        ObjectNode user,
        List<Interaction> interactions,
        List<String> agents,
        boolean userRemoved,
        @Nullable ObjectNode afterAgent,
        Instant createdAt) {

    /** Contract 2.4. */
    enum State {
        CREATED,
        ACTIVE,
        IDLE;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Who has it.
     *
     * @param type {@code queue}, {@code agent} or {@code script}
     */
    record Assignment(String type, String id) {}

    /** One routed piece of work. */
    record Interaction(
            String id, Instant startTime, @Nullable Instant endTime) {}

    Chat {
        interactions = List.copyOf(interactions);
        agents = List.copyOf(agents);
    }

    Chat active(Assignment to, String interactionId, Instant at) {
        var more = new ArrayList<>(interactions);
        more.add(new Interaction(interactionId, at, null));
        return new Chat(id, channelId, origin, State.ACTIVE, to, user, more, agents, false, afterAgent, createdAt);
    }

    Chat assigned(Assignment to) {
        var more = new ArrayList<>(agents);
        if (to.type().equals("agent") && !more.contains(to.id())) {
            more.add(to.id());
        }
        return new Chat(id, channelId, origin, state, to, user, interactions, more, userRemoved, afterAgent, createdAt);
    }

    Chat idle(boolean byUser, Instant at) {
        var closed = interactions.stream()
                .map(work -> work.endTime() == null ? new Interaction(work.id(), work.startTime(), at) : work)
                .toList();
        return new Chat(id, channelId, origin, State.IDLE, assignment, user, closed, agents, byUser, null, createdAt);
    }

    Chat of(ObjectNode changedUser, String changedChannel) {
        return new Chat(
                id,
                changedChannel,
                origin,
                state,
                assignment,
                changedUser,
                interactions,
                agents,
                userRemoved,
                afterAgent,
                createdAt);
    }

    Chat then(ObjectNode wish) {
        return new Chat(
                id, channelId, origin, state, assignment, user, interactions, agents, userRemoved, wish, createdAt);
    }
}
