package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Looks in the log, which keeps the vendor's ids beside each event. */
@Singleton
final class JdbcReceivedCards implements ReceivedCards {
    private final Sql sql;
    private final EventJson json;

    JdbcReceivedCards(Sql sql, EventJson json) {
        this.sql = sql;
        this.json = json;
    }

    /** {@code like} only narrows, for an underscore in the id fits any character; the event itself is then compared. */
    @Override
    public Optional<ReceivedCard> find(ConversationId id, String messageId) {
        String named = "\"messageId\":\"" + messageId + "\"";
        return sql
                .query(
                        ConversationRows.EVENT
                                + "where conversation_id = ? and type = 'message.created' and data like ?"
                                + " order by position desc",
                        ConversationRows::event,
                        id.value(),
                        "%" + named + "%")
                .stream()
                .filter(event -> event.data().contains(named) && event.data().contains("\"card\":"))
                .findFirst()
                .map(event -> new ReceivedCard(
                        event.provider() == null
                                ? null
                                : json.provider(event.provider()).get("messageId")));
    }
}
