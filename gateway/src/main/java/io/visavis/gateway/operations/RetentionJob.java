package io.visavis.gateway.operations;

import io.micronaut.scheduling.annotation.Scheduled;
import io.visavis.gateway.storage.Expiring;
import io.visavis.gateway.storage.RetentionSettings;
import io.visavis.gateway.storage.TimedJobs;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what has outlived its use, on one node at a time. What one feature fails at keeps the others from nothing. */
@Singleton
final class RetentionJob {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);
    private static final String NAME = "retention";

    private final List<Expiring> all;
    private final TimedJobs jobs;
    private final RetentionSettings settings;

    RetentionJob(List<Expiring> all, TimedJobs jobs, RetentionSettings settings) {
        this.all = List.copyOf(all);
        this.jobs = jobs;
        this.settings = settings;
    }

    /** Does it if it is due, and nobody else is at it; whether it did. */
    @Scheduled(fixedDelay = "1m", initialDelay = "1m")
    boolean runWhenDue() {
        if (!jobs.claim(NAME, settings.every())) {
            return false;
        }
        try {
            for (Expiring one : all) {
                if (!jobs.keep(NAME)) {
                    break;
                }
                remove(one);
            }
        } finally {
            jobs.release(NAME);
        }
        return true;
    }

    private static void remove(Expiring one) {
        try {
            long removed = one.removeExpired();
            if (removed > 0) {
                LOG.info("Removed {} {} whose time is over", removed, one.what());
            }
        } catch (RuntimeException e) {
            LOG.error("Could not remove {} whose time is over; it is tried again", one.what(), e);
        }
    }
}
