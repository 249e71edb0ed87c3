package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Since when nothing has happened in conversations that go on. A row of its own says when to look at a conversation again, so that
 * an event costs nothing but a time in a row it writes anyway. Whoever changes a row holds its conversation.
 */
@Singleton
public final class Silences {
    private static final int AT_ONCE = 200;

    private final Sql sql;

    Silences(Sql sql) {
        this.sql = sql;
    }

    /**
     * A conversation that goes on, as it stands.
     *
     * @param aliveAt when the newest event that breaks a silence was written
     * @param since when the silence began, as far as was known when somebody looked
     * @param expiresAt when it ends, as its visitor was told; null when nobody told
     */
    public record Silence(
            Conversation conversation,
            Instant aliveAt,
            Instant since,
            @Nullable Instant expiresAt) {}

    /** Whether the event means that something happened: not what a gateway says by itself of vendors, queues and silences. */
    static boolean isBrokenBy(EventData event) {
        return switch (event) {
            case EventData.ConversationExpiring _,
                    EventData.QueueUpdated _,
                    EventData.ProviderUnavailable _,
                    EventData.ProviderRestored _ -> false;
            default -> true;
        };
    }

    /** What has begun, or begun again, and what is over. Inside the unit of work that appends. */
    void follow(List<Appending> changed, Instant now) {
        sql.batch(
                "insert into silence (conversation_id, since) values (?, ?) on conflict do nothing",
                changed.stream()
                        .filter(Appending::begins)
                        .map(one -> new Object[] {one.conversation().id().value(), now})
                        .toList());
        sql.batch(
                "delete from silence where conversation_id = ?",
                changed.stream()
                        .filter(Appending::ends)
                        .map(one -> new Object[] {one.conversation().id().value()})
                        .toList());
    }

    /** Some that may have been silent since {@code since} and were not warned, and some whose warning has run out. */
    public List<ConversationId> due(Instant since, Instant now) {
        return Stream.concat(
                        ids("expires_at is null and since <= ? order by since", since),
                        ids("expires_at <= ? order by expires_at", now))
                .toList();
    }

    private Stream<ConversationId> ids(String which, Instant limit) {
        return sql
                .query(
                        "select conversation_id from silence where " + which + " limit " + AT_ONCE,
                        row -> new ConversationId(row.getString(1)),
                        limit)
                .stream();
    }

    /** Holds the conversation until the end of the unit of work; empty when it is over. */
    public Optional<Silence> hold(ConversationId id) {
        return sql.first(
                        ConversationRows.CONVERSATION + "where id = ? and state <> 'ENDED' for update",
                        ConversationRows::conversation,
                        id.value())
                .flatMap(conversation -> sql.first(
                        "select c.alive_at, s.since, s.expires_at from silence s"
                                + " join conversation c on c.id = s.conversation_id where s.conversation_id = ?",
                        row -> new Silence(
                                conversation,
                                Objects.requireNonNull(Sql.instant(row, "alive_at")),
                                Objects.requireNonNull(Sql.instant(row, "since")),
                                Sql.instant(row, "expires_at")),
                        id.value()));
    }

    /** Nothing to say of the conversation that is held: its silence began then. */
    public void began(ConversationId id, Instant since) {
        write(id, since, null);
    }

    /** The visitor of the conversation that is held was warned. */
    public void warned(ConversationId id, Instant since, Instant expiresAt) {
        write(id, since, expiresAt);
    }

    private void write(ConversationId id, Instant since, @Nullable Instant expiresAt) {
        sql.update(
                "update silence set since = ?, expires_at = ? where conversation_id = ?", since, expiresAt, id.value());
    }
}
