package io.visavis.gateway.outbox;

import io.micronaut.serde.ObjectMapper;
import io.visavis.gateway.conversation.SentWords;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/** Looks among the commands of a conversation. */
@Singleton
final class JdbcSentWords implements SentWords {
    /** Between a message's way out and its way back, and between our clock and the vendor's. */
    private static final Duration ABOUT = Duration.ofSeconds(60);

    private final Sql sql;
    private final ObjectMapper mapper;

    JdbcSentWords(Sql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    @Override
    public boolean about(ConversationId id, String text, Instant at) {
        return sql
                .query(
                        "select kind, payload from outbox where conversation_id = ? and kind in ('message', 'notice')"
                                + " and created_at <= ? and (settled_at is null or settled_at >= ?)",
                        row -> text(row.getString("kind"), row.getString("payload")),
                        id.value(),
                        at.plus(ABOUT),
                        at.minus(ABOUT))
                .stream()
                .anyMatch(text::equals);
    }

    private String text(String kind, String payload) {
        try {
            return CommandKind.ofColumn(kind) == CommandKind.MESSAGE
                    ? mapper.readValue(payload, OutboundCommand.Message.class).text()
                    : mapper.readValue(payload, OutboundCommand.Notice.class).text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
