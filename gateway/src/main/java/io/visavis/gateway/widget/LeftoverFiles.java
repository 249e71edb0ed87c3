package io.visavis.gateway.widget;

import io.visavis.gateway.storage.Expiring;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.TimedJobs;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files without a row, halves among them: a gateway that dies in an upload leaves one, and nobody will ever ask for it. */
@Singleton
final class LeftoverFiles implements Expiring {
    private static final String NAME = "leftover-files";
    /** Once a day, for what is older than a day: nobody is in the midst of it, and every file there is looked at. */
    private static final Duration DAY = Duration.ofDays(1);

    private static final int PAGE = 500;
    /** So many files are held in memory while the ids of all rows pass by. */
    private static final int AT_ONCE = 20_000;

    private final FileShelf shelf;
    private final Sql sql;
    private final TimedJobs jobs;
    private final Clock clock;

    LeftoverFiles(FileShelf shelf, Sql sql, TimedJobs jobs, Clock clock) {
        this.shelf = shelf;
        this.sql = sql;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "files that no conversation knows of";
    }

    @Override
    public long removeExpired() {
        if (!jobs.claim(NAME, DAY)) {
            return 0;
        }
        try {
            return sweep();
        } finally {
            jobs.release(NAME);
        }
    }

    private long sweep() {
        long removed = 0;
        Map<String, Path> old = new HashMap<>();
        for (Path folder : shelf.folders()) {
            shelf.lastWrittenBefore(clock.instant().minus(DAY), folder)
                    .forEach(file -> old.put(file.getFileName().toString(), file));
            if (old.size() >= AT_ONCE) {
                removed += removeUnknown(old);
            }
        }
        return removed + removeUnknown(old);
    }

    private long removeUnknown(Map<String, Path> old) {
        String last = "";
        for (boolean more = !old.isEmpty(); more; ) {
            List<String> page = sql.query(
                    "select attachment_id from widget_attachment where attachment_id > ?"
                            + " order by attachment_id limit " + PAGE,
                    row -> row.getString(1),
                    last);
            page.forEach(id -> old.remove(FileShelf.nameOf(id)));
            more = page.size() == PAGE;
            last = more ? page.getLast() : last;
        }
        old.values().forEach(FileShelf::remove);
        long removed = old.size();
        old.clear();
        return removed;
    }
}
