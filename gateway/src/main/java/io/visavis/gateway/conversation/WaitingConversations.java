package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;
import java.util.List;

/** Conversations that wait in a queue, and what their visitors were told of it last. */
@Singleton
public final class WaitingConversations {
    /** Who waits came lately: the newest are looked through, so that no index burdens what every event writes to. */
    private static final int NEWEST = 2_000;

    private final Sql sql;
    private final EventJson json;

    WaitingConversations(Sql sql, EventJson json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * One that waits.
     *
     * @param told the data of its newest {@code conversation.queued} or {@code conversation.queue-updated}
     */
    public record Waiting(ConversationId id, ConnectionId connectionId, EventData.ConversationQueued told) {}

    /** Of all connections, newest first. Blocks. */
    public List<Waiting> newest() {
        return sql.query(
                "select c.id, c.connection_id, e.data from (select id, connection_id, state from conversation"
                        + " order by id desc limit " + NEWEST + ") c"
                        + " join conversation_event e on e.conversation_id = c.id where c.state = 'QUEUED'"
                        + " and e.position = (select max(q.position) from conversation_event q"
                        + " where q.conversation_id = c.id"
                        + " and q.type in ('conversation.queued', 'conversation.queue-updated'))",
                row -> new Waiting(
                        new ConversationId(row.getString("id")),
                        new ConnectionId(row.getString("connection_id")),
                        json.queued(row.getString("data"))));
    }

    /** Whether it waits, and does so until the end of the unit of work. */
    public boolean stillWaits(ConversationId id) {
        return sql.update("update conversation set state = state where id = ? and state = 'QUEUED'", id.value()) == 1;
    }
}
