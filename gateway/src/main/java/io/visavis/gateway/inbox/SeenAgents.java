package io.visavis.gateway.inbox;

import io.visavis.gateway.conversation.AgentSightings;
import io.visavis.gateway.conversation.AgentSightings.Sighting;
import io.visavis.gateway.kernel.ConversationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was told of the agents of one conversation and stands in no log, as a batch adds to it; only the newest of each agent.
 * Read when it is first asked for. Inside a unit of work; not thread-safe.
 */
final class SeenAgents {
    private final AgentSightings sightings;
    private final ConversationId id;
    private @Nullable Map<String, Sighting> byAgent;

    SeenAgents(AgentSightings sightings, ConversationId id) {
        this.sightings = sightings;
        this.id = id;
    }

    /** When an agent was last said to be there who was known to be. */
    Optional<Instant> thereAt() {
        return newest(Sighting::thereAt);
    }

    /** When an agent was last said to have left whose coming was not known. */
    Optional<Instant> leftAt() {
        return newest(Sighting::leftAt);
    }

    /** How this one left, then or later, before the coming was known. */
    Optional<Sighting> gone(@Nullable String agentId, Instant at) {
        return Optional.ofNullable(agentId)
                .map(known()::get)
                .filter(seen -> seen.leftAt() != null && !seen.leftAt().isBefore(at));
    }

    void there(String agentId, Instant at) {
        Sighting seen = of(agentId);
        put(new Sighting(agentId, at, seen.leftAt(), seen.leftEnds()));
    }

    /** Older news than that of the same agent says nothing. */
    void left(String agentId, Instant at) {
        Sighting seen = of(agentId);
        if (seen.leftAt() == null || at.isAfter(seen.leftAt())) {
            put(new Sighting(agentId, seen.thereAt(), at, false));
        }
    }

    /** Whoever left then probably ended it. */
    void leftForGood(Instant at) {
        known().values().stream()
                .filter(seen -> at.equals(seen.leftAt()) && !seen.leftEnds())
                .toList()
                .forEach(seen -> put(new Sighting(seen.agentId(), seen.thereAt(), at, true)));
    }

    private Sighting of(String agentId) {
        return known().getOrDefault(agentId, new Sighting(agentId, null, null, false));
    }

    private void put(Sighting sighting) {
        sightings.put(id, sighting);
        known().put(sighting.agentId(), sighting);
    }

    private Optional<Instant> newest(Function<Sighting, @Nullable Instant> when) {
        return known().values().stream().map(when).filter(Objects::nonNull).max(Instant::compareTo);
    }

    private Map<String, Sighting> known() {
        if (byAgent == null) {
            byAgent = new HashMap<>();
            for (Sighting sighting : sightings.of(id)) {
                byAgent.put(sighting.agentId(), sighting);
            }
        }
        return byAgent;
    }
}
