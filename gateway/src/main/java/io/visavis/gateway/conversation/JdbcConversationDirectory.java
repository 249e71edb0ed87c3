package io.visavis.gateway.conversation;

import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lists conversations by their ids, which sort by time. */
@Singleton
final class JdbcConversationDirectory implements ConversationDirectory {
    private final Sql sql;

    JdbcConversationDirectory(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Conversation> list(ConversationQuery query) {
        List<String> conditions = new ArrayList<>();
        List<Object> args = new ArrayList<>();
        if (query.applicationId() != null) {
            conditions.add("application_id = ?");
            args.add(query.applicationId().value());
        }
        if (query.state() != null) {
            conditions.add("state = ?");
            args.add(query.state().name());
        }
        if (query.email() != null) {
            conditions.add("customer_email = ?");
            args.add(query.email().strip().toLowerCase(Locale.ROOT));
        }
        if (query.before() != null) {
            conditions.add("id < ?");
            args.add(query.before().value());
        }
        String where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        return sql.query(
                ConversationRows.CONVERSATION + where + " order by id desc limit " + query.limit(),
                ConversationRows::conversation,
                args.toArray());
    }
}
