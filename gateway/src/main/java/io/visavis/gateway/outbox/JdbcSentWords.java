package io.visavis.gateway.outbox;

import io.micronaut.serde.ObjectMapper;
import io.visavis.gateway.conversation.EchoListener;
import io.visavis.gateway.conversation.SentWords;
import io.visavis.gateway.conversation.VendorText;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows our words again when they come back, by the commands of a conversation. */
@Singleton
final class JdbcSentWords implements SentWords, EchoListener {
    /** Between a message's way out and its way back, and between our clock and the vendor's. */
    private static final Duration ABOUT = Duration.ofSeconds(60);

    private final Sql sql;
    private final JdbcOutbox outbox;
    private final OutboxRows rows;
    private final Clock clock;

    JdbcSentWords(Sql sql, JdbcOutbox outbox, ObjectMapper mapper, Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.rows = new OutboxRows(mapper);
        this.clock = clock;
    }

    @Override
    public boolean about(ConversationId id, String text, Instant at) {
        return sql
                .query(
                        "select kind, payload from outbox where conversation_id = ? and kind in ('message', 'notice')"
                                + " and created_at <= ? and (settled_at is null or settled_at >= ?)",
                        rows::command,
                        id.value(),
                        at.plus(ABOUT),
                        at.minus(ABOUT))
                .stream()
                .flatMap(command -> words(command).stream())
                .anyMatch(text::equals);
    }

    /** The row is settled by its lane, at once or when the attempt that is under way has come to its end. */
    @Override
    public void heard(ConversationId id, @Nullable String vendorMessageId, String text) {
        Optional<OutboxRow> sent = outbox.firstWaiting(id)
                .filter(row -> row.attempts() > 0
                        && row.echo() == null
                        && words(row.command())
                                .filter(ours -> areSame(ours, text))
                                .isPresent());
        if (sent.isPresent()) {
            Instant now = clock.instant();
            sql.update(
                    "update outbox set echoed_at = ?, echo_reference = ?, next_attempt_at = ? where id = ?",
                    now,
                    VendorText.id(vendorMessageId),
                    now,
                    sent.get().id());
            outbox.wake(id);
        }
    }

    private static Optional<String> words(OutboundCommand command) {
        return switch (command) {
            case OutboundCommand.Message message -> Optional.of(message.text());
            case OutboundCommand.Notice notice -> Optional.of(notice.text());
            default -> Optional.empty();
        };
    }

    /** Vendors trim and fold blanks. */
    private static boolean areSame(String ours, String theirs) {
        return ours.strip().replaceAll("\\s+", " ").equals(theirs.strip().replaceAll("\\s+", " "));
    }
}
