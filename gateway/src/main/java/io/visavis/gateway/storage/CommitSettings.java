package io.visavis.gateway.storage;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How works share commits.
 *
 * @param committers threads that commit; 0 chooses 1 for H2 (which locks whole tables for less) and 4 for PostgreSQL
 * @param batch most works in one transaction
 * @param queue most works waiting; beyond that callers are refused
 * @param patience longest a caller waits for its commit
 */
@ConfigurationProperties("visavis.commit")
record CommitSettings(
        @Bindable(defaultValue = "0") int committers,
        @Bindable(defaultValue = "256") int batch,
        @Bindable(defaultValue = "4096") int queue,
        @Bindable(defaultValue = "30s") Duration patience) {

    static CommitSettings defaults() {
        return new CommitSettings(0, 256, 4096, Duration.ofSeconds(30));
    }

    int committersFor(String url) {
        if (committers > 0) {
            return committers;
        }
        return url.startsWith("jdbc:h2:") ? 1 : 4;
    }
}
