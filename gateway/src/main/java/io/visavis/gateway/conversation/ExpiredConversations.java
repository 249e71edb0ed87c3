package io.visavis.gateway.conversation;

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

/** Conversations some time behind their end, or abandoned for long, with everything that belongs to them. */
@Singleton
final class ExpiredConversations implements Expiring {
    private static final int PAGE = 500;
    /** A conversation may have hundreds of events, and on H2 everybody waits for one commit. */
    private static final int AT_ONCE = 10;

    private static final List<String> TABLES = List.of(
            "conversation_event",
            "conversation_vendor_id",
            "sent_message",
            "vendor_file",
            "likely_end",
            "agent_sighting",
            "silence");

    private final Sql sql;
    private final UnitOfWork unitOfWork;
    private final List<ConversationRemoval> removals;
    private final RetentionSettings settings;
    private final Clock clock;

    ExpiredConversations(
            Sql sql,
            UnitOfWork unitOfWork,
            List<ConversationRemoval> removals,
            RetentionSettings settings,
            Clock clock) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.removals = List.copyOf(removals);
        this.settings = settings;
        this.clock = clock;
    }

    private record Age(
            ConversationId id, Instant createdAt, @Nullable Instant endedAt) {}

    @Override
    public String what() {
        return "conversations";
    }

    /** Ids grow with time, so the walk ends at the first page that is all too young. */
    @Override
    public long removeExpired() {
        Instant now = clock.instant();
        Optional<Instant> ended = RetentionSettings.before(now, settings.conversations());
        Optional<Instant> silent = RetentionSettings.before(now, settings.abandoned());
        long removed = 0;
        String last = "";
        while (true) {
            List<Age> page = page(last);
            List<ConversationId> over = page.stream()
                    .filter(age -> isOver(age, ended, silent))
                    .map(Age::id)
                    .toList();
            for (int i = 0; i < over.size(); i += AT_ONCE) {
                List<ConversationId> some = over.subList(i, Math.min(over.size(), i + AT_ONCE));
                removals.forEach(removal -> removal.prepare(some));
                removed += unitOfWork.commit(() -> remove(some));
            }
            boolean allTooYoung = page.stream().allMatch(age -> isYoung(age, ended) && isYoung(age, silent));
            if (page.size() < PAGE || allTooYoung) {
                return removed;
            }
            last = page.getLast().id().value();
        }
    }

    private List<Age> page(String last) {
        return sql.query(
                "select id, created_at, ended_at from conversation where id > ? order by id limit " + PAGE,
                row -> new Age(
                        new ConversationId(row.getString("id")),
                        Objects.requireNonNull(Sql.instant(row, "created_at")),
                        Sql.instant(row, "ended_at")),
                last);
    }

    private boolean isOver(Age age, Optional<Instant> ended, Optional<Instant> silent) {
        if (age.endedAt() != null) {
            return ended.isPresent() && age.endedAt().isBefore(ended.get());
        }
        return silent.isPresent() && age.createdAt().isBefore(silent.get()) && isSilentSince(age.id(), silent.get());
    }

    private boolean isSilentSince(ConversationId id, Instant since) {
        return sql.first(
                        "select 1 from conversation_event where conversation_id = ? and at >= ? limit 1",
                        row -> row.getInt(1),
                        id.value(),
                        since)
                .isEmpty();
    }

    private static boolean isYoung(Age age, Optional<Instant> limit) {
        return limit.isEmpty() || !age.createdAt().isBefore(limit.get());
    }

    /** The conversation goes first: whoever appends to it at this moment waits, and then finds none. */
    private int remove(List<ConversationId> going) {
        Object[] ids = going.stream().map(ConversationId::value).toArray();
        String in = " in (" + Sql.marks(ids.length) + ")";
        int gone = sql.update("delete from conversation where id" + in, ids);
        removals.forEach(removal -> removal.remove(going));
        TABLES.forEach(table -> sql.update("delete from " + table + " where conversation_id" + in, ids));
        return gone;
    }
}
