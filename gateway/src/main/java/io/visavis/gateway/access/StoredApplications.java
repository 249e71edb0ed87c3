package io.visavis.gateway.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The applications in the database; writing is the administrator's. */
@Singleton
public final class StoredApplications implements Applications {
    /** How far behind another node's change a look-up may be. */
    static final Duration FRESH = Duration.ofSeconds(3);

    private final ApplicationRows rows;
    private final JsonColumn json;
    private final UnitOfWork work;
    private final LoadingCache<ApplicationId, Optional<Application>> known;

    StoredApplications(ApplicationRows rows, JsonColumn json, UnitOfWork work) {
        this.rows = rows;
        this.json = json;
        this.work = work;
        this.known = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(FRESH)
                .build(id -> rows.findById(id.value()).map(this::application));
    }

    @Override
    public Optional<Application> find(ApplicationId id) {
        return known.get(id);
    }

    @Override
    public List<Application> all() {
        return rows.findAllOrderById().stream().map(this::application).toList();
    }

    /** Adds one. Call inside a unit of work. */
    public void add(Application application) {
        rows.save(row(application));
        forgetAfterwards(application.id());
    }

    /** Replaces one by its id. Call inside a unit of work. */
    public void change(Application application) {
        rows.update(row(application));
        forgetAfterwards(application.id());
    }

    /** Removes one that has no client and no connection left. Call inside a unit of work. */
    public void remove(ApplicationId id) {
        rows.deleteById(id.value());
        forgetAfterwards(id);
    }

    private void forgetAfterwards(ApplicationId id) {
        work.afterCommit(() -> known.invalidate(id));
    }

    private ApplicationRow row(Application application) {
        return new ApplicationRow(
                application.id().value(),
                application.name(),
                json.write(application.allowedOrigins()),
                json.write(application.texts()),
                json.write(application.theme()),
                application.siteUrl(),
                application.createdAt(),
                application.updatedAt());
    }

    private Application application(ApplicationRow row) {
        return new Application(
                new ApplicationId(row.id()),
                row.name(),
                json.list(row.allowedOrigins()),
                json.map(row.texts()),
                json.map(row.theme()),
                row.siteUrl(),
                row.createdAt(),
                row.updatedAt());
    }
}
