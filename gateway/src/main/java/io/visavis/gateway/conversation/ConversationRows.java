package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of {@code conversation} and {@code conversation_event} as records. */
final class ConversationRows {
    static final String CONVERSATION = "select id, application_id, connection_id, chat_mode, state, vendor_id,"
            + " interaction_id, agent_id, agent_name, customer_email, customer_name, subject, last_position, unavailable_since,"
            + " created_at, ended_at, reopens from conversation ";
    static final String EVENT = "select conversation_id, position, type, at, actor_kind, actor_id, actor_name, data,"
            + " provider from conversation_event ";

    private ConversationRows() {}

    static Conversation conversation(ResultSet row) throws SQLException {
        return new Conversation(
                new ConversationId(row.getString("id")),
                new ApplicationId(row.getString("application_id")),
                new ConnectionId(row.getString("connection_id")),
                row.getString("chat_mode"),
                ConversationState.valueOf(row.getString("state")),
                row.getString("vendor_id"),
                row.getString("interaction_id"),
                row.getString("agent_id"),
                row.getString("agent_name"),
                row.getString("customer_email"),
                row.getString("customer_name"),
                row.getString("subject"),
                row.getLong("last_position"),
                Sql.instant(row, "unavailable_since"),
                present(Sql.instant(row, "created_at")),
                Sql.instant(row, "ended_at"),
                row.getBoolean("reopens"));
    }

    static LoggedEvent event(ResultSet row) throws SQLException {
        return new LoggedEvent(
                new ConversationId(row.getString("conversation_id")),
                row.getLong("position"),
                EventType.ofWireName(row.getString("type")),
                present(Sql.instant(row, "at")),
                new Actor(row.getString("actor_kind"), row.getString("actor_id"), row.getString("actor_name")),
                row.getString("data"),
                row.getString("provider"));
    }

    private static Instant present(@Nullable Instant value) {
        return Objects.requireNonNull(value);
    }
}
