package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What vendors tell of their agents that changes nothing and stands in no log, because it says again who is there or says that
 * somebody left whose coming is not told yet. All times are by the vendor's clock. Everything inside a unit of work.
 */
@Singleton
public final class AgentSightings {
    private final Sql sql;

    AgentSightings(Sql sql) {
        this.sql = sql;
    }

    /**
     * The newest of one agent.
     *
     * @param thereAt when last said to be there; null when never
     * @param leftAt when last said to have left; null when never
     * @param leftEnds whether that leaving is an end unless there is a sign of life
     */
    public record Sighting(
            String agentId,
            @Nullable Instant thereAt,
            @Nullable Instant leftAt,
            boolean leftEnds) {}

    /** Those of a conversation, in no order; hardly ever any. */
    public List<Sighting> of(ConversationId id) {
        return sql.query(
                "select agent_id, there_at, left_at, left_ends from agent_sighting where conversation_id = ?",
                row -> new Sighting(
                        row.getString("agent_id"),
                        Sql.instant(row, "there_at"),
                        Sql.instant(row, "left_at"),
                        row.getBoolean("left_ends")),
                id.value());
    }

    /** Puts what is known of one agent in the place of what was known. */
    public void put(ConversationId id, Sighting sighting) {
        sql.update(
                "delete from agent_sighting where conversation_id = ? and agent_id = ?",
                id.value(),
                sighting.agentId());
        sql.update(
                "insert into agent_sighting (conversation_id, agent_id, there_at, left_at, left_ends)"
                        + " values (?, ?, ?, ?, ?) on conflict do nothing",
                id.value(),
                sighting.agentId(),
                sighting.thereAt(),
                sighting.leftAt(),
                sighting.leftEnds());
    }
}
