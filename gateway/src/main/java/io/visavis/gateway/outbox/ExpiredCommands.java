package io.visavis.gateway.outbox;

import io.visavis.gateway.conversation.ConversationRemoval;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Expiring;
import io.visavis.gateway.storage.RetentionSettings;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commands that were settled some time ago, and all of a conversation that goes. */
@Singleton
final class ExpiredCommands implements Expiring, ConversationRemoval {
    private static final int PAGE = 500;

    private final Sql sql;
    private final UnitOfWork unitOfWork;
    private final RetentionSettings settings;
    private final Clock clock;

    ExpiredCommands(Sql sql, UnitOfWork unitOfWork, RetentionSettings settings, Clock clock) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.settings = settings;
        this.clock = clock;
    }

    private record Age(long id, Instant createdAt, @Nullable Instant settledAt) {}

    @Override
    public String what() {
        return "commands";
    }

    /** Ids grow with time, so the walk ends at the first page that is all too young. */
    @Override
    public long removeExpired() {
        Optional<Instant> limit = RetentionSettings.before(clock.instant(), settings.deliveries());
        long removed = 0;
        long last = 0;
        while (limit.isPresent()) {
            Instant before = limit.get();
            List<Age> page = page(last);
            Object[] over = page.stream()
                    .filter(age -> age.settledAt() != null && age.settledAt().isBefore(before))
                    .map(Age::id)
                    .toArray();
            if (over.length > 0) {
                removed += unitOfWork.commit(() -> remove(over));
            }
            if (page.size() < PAGE
                    || page.stream().noneMatch(age -> age.createdAt().isBefore(before))) {
                return removed;
            }
            last = page.getLast().id();
        }
        return removed;
    }

    @Override
    public void remove(List<ConversationId> going) {
        Object[] ids = going.stream().map(ConversationId::value).toArray();
        String in = " where conversation_id in (" + Sql.marks(ids.length) + ")";
        sql.update("delete from outbox_attempt where outbox_id in (select id from outbox" + in + ")", ids);
        sql.update("delete from outbox" + in, ids);
    }

    /** An administrator may have replayed one meanwhile: it stays. */
    private int remove(Object[] ids) {
        String in = " in (" + Sql.marks(ids.length) + ")";
        int gone = sql.update("delete from outbox where state <> 'waiting' and id" + in, ids);
        sql.update(
                "delete from outbox_attempt where outbox_id" + in
                        + " and not exists (select 1 from outbox o where o.id = outbox_id)",
                ids);
        return gone;
    }

    private List<Age> page(long last) {
        return sql.query(
                "select id, created_at, settled_at from outbox where id > ? order by id limit " + PAGE,
                row -> new Age(
                        row.getLong("id"),
                        Objects.requireNonNull(Sql.instant(row, "created_at")),
                        Sql.instant(row, "settled_at")),
                last);
    }
}
