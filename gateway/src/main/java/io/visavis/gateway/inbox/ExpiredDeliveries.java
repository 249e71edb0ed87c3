package io.visavis.gateway.inbox;

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

/** Deliveries that were worked off; those set aside for a person stay as long as conversations do. */
@Singleton
final class ExpiredDeliveries implements Expiring {
    private static final int PAGE = 500;

    private final Sql sql;
    private final UnitOfWork unitOfWork;
    private final RetentionSettings settings;
    private final Clock clock;

    ExpiredDeliveries(Sql sql, UnitOfWork unitOfWork, RetentionSettings settings, Clock clock) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.settings = settings;
        this.clock = clock;
    }

    private record Age(long id, String state, Instant receivedAt) {}

    @Override
    public String what() {
        return "deliveries";
    }

    /** Ids grow with time, so the walk ends at the first page that is all too young; no index burdens the door. */
    @Override
    public long removeExpired() {
        Instant now = clock.instant();
        Optional<Instant> done = RetentionSettings.before(now, settings.deliveries());
        Optional<Instant> parked = RetentionSettings.before(now, settings.conversations());
        long removed = 0;
        long last = 0;
        while (true) {
            List<Age> page = page(last);
            Object[] over = page.stream()
                    .filter(age -> switch (age.state()) {
                        case "done" -> isOver(age, done);
                        case "parked" -> isOver(age, parked);
                        default -> false;
                    })
                    .map(Age::id)
                    .toArray();
            if (over.length > 0) {
                removed += unitOfWork.commit(
                        () -> sql.update("delete from inbox where id in (" + Sql.marks(over.length) + ")", over));
            }
            if (page.size() < PAGE || page.stream().noneMatch(age -> isOver(age, done) || isOver(age, parked))) {
                return removed;
            }
            last = page.getLast().id();
        }
    }

    private List<Age> page(long last) {
        return sql.query(
                "select id, state, received_at from inbox where id > ? order by id limit " + PAGE,
                row -> new Age(
                        row.getLong("id"),
                        row.getString("state"),
                        Objects.requireNonNull(Sql.instant(row, "received_at"))),
                last);
    }

    private static boolean isOver(Age age, Optional<Instant> limit) {
        return limit.isPresent() && age.receivedAt().isBefore(limit.get());
    }
}
