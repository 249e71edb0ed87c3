package io.visavis.sandbox.settings;

import io.visavis.sandbox.conversation.ActionRefusedException;
import io.visavis.sandbox.conversation.Agent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the desk behaves by itself.
 *
 * @param agents who works here, at least one; the first accepts unless told otherwise
 * @param autoAccept accept new conversations without anyone at the desk
 * @param autoAcceptSeconds how long they wait in the queue before that
 */
public record DeskSettings(List<Agent> agents, boolean autoAccept, double autoAcceptSeconds) {

    public static final DeskSettings DEFAULT = new DeskSettings(
            List.of(
                    new Agent("63f0c1d2e3f4a5b6c7d8e9f0", "Nikos Markou"),
                    new Agent("63f0c1d2e3f4a5b6c7d8ea01", "Elena Varga"),
                    new Agent("63f0c1d2e3f4a5b6c7d8eb12", "Sam Okafor")),
            false,
            0);

    public DeskSettings {
        agents = List.copyOf(agents);
        if (agents.isEmpty()) {
            throw new IllegalArgumentException("agents must name at least one agent");
        }
    }

    /**
     * Who is to act.
     *
     * @param id null for the first
     * @throws ActionRefusedException {@code unknown-agent} when nobody has this id
     */
    public Agent agent(@Nullable String id) {
        if (id == null) {
            return agents.getFirst();
        }
        return agents.stream()
                .filter(agent -> agent.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ActionRefusedException("unknown-agent", "there is no agent " + id));
    }

    /** The one after {@code current} in the list, round and round. */
    public Agent after(@Nullable Agent current) {
        return agents.get((agents.indexOf(current) + 1) % agents.size());
    }
}
