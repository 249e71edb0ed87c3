package io.visavis.gateway.access;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Who did what, when. Call inside the unit of work that does it, so that neither stands without the other. */
@Singleton
public final class AuditLog {
    private final AuditRows rows;
    private final Clock clock;

    AuditLog(AuditRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Adds an entry; see {@link AuditEntry} for the words. */
    public void add(String who, String what, String subject, String detail) {
        rows.save(new AuditEntry(null, clock.instant(), who, what, subject, detail));
    }

    /** Up to 100 entries older than the entry {@code before}, newest first. */
    public List<AuditEntry> before(long before) {
        return rows.findTop100ByIdLessThanOrderByIdDesc(before);
    }
}
