package io.visavis.gateway.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The connections in the database, their secrets encrypted; writing is the administrator's. */
@Singleton
public final class StoredConnections implements Connections {
    private final ConnectionRows rows;
    private final JsonColumn json;
    private final SettingsCipher cipher;
    private final SecretHashes hashes;
    private final UnitOfWork work;
    private final ApplicationEventPublisher<ConnectionChanged> changes;
    private final LoadingCache<ConnectionId, Optional<Stored>> known;
    private final LoadingCache<ApplicationId, List<Connection>> byApplication;

    StoredConnections(
            ConnectionRows rows,
            JsonColumn json,
            SettingsCipher cipher,
            SecretHashes hashes,
            UnitOfWork work,
            ApplicationEventPublisher<ConnectionChanged> changes) {
        this.rows = rows;
        this.json = json;
        this.cipher = cipher;
        this.hashes = hashes;
        this.work = work;
        this.changes = changes;
        this.known = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(StoredApplications.FRESH)
                .build(id -> rows.findById(id.value()).map(this::stored));
        this.byApplication = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(StoredApplications.FRESH)
                .build(id -> rows.findByApplicationIdOrderById(id.value()).stream()
                        .map(this::connection)
                        .toList());
    }

    @Override
    public Optional<Connection> find(ConnectionId id) {
        return known.get(id).map(Stored::connection);
    }

    @Override
    public List<Connection> ofApplication(ApplicationId application) {
        return byApplication.get(application);
    }

    @Override
    public List<Connection> all() {
        return rows.findAllOrderById().stream().map(this::connection).toList();
    }

    /**
     * Adds one. Call inside a unit of work.
     *
     * @param credential the password or API key in the clear, of which only a keyed hash is kept; null when none
     */
    public void add(Connection connection, @Nullable String credential) {
        rows.save(row(connection, credential == null ? null : hashes.of(credential)));
        announceAfterwards(connection);
    }

    /**
     * Replaces one by its id. Call inside a unit of work.
     *
     * @param credential a new password or API key; null keeps the one there is
     */
    public void change(Connection connection, @Nullable String credential) {
        @Nullable
        String kept = rows.findById(connection.id().value())
                .map(ConnectionRow::credentialHash)
                .orElse(null);
        rows.update(row(connection, credential == null ? kept : hashes.of(credential)));
        announceAfterwards(connection);
    }

    /** Removes one. Call inside a unit of work. */
    public void remove(Connection connection) {
        rows.deleteById(connection.id().value());
        announceAfterwards(connection);
    }

    /** Whether this is the connection's password or API key. */
    boolean hasCredential(ConnectionId id, String credential) {
        String presented = hashes.of(credential);
        return known.get(id)
                .map(Stored::credentialHash)
                .filter(hash -> SecretHashes.same(hash, presented))
                .isPresent();
    }

    /** The connection with this API key. The look-up is by its keyed hash, so its timing tells nothing of the key. */
    Optional<Connection> withCredential(String credential) {
        return rows.findByCredentialHash(hashes.of(credential)).stream()
                .findFirst()
                .map(this::connection);
    }

    private void announceAfterwards(Connection connection) {
        work.afterCommit(() -> {
            known.invalidate(connection.id());
            byApplication.invalidate(connection.applicationId());
            changes.publishEvent(new ConnectionChanged(connection.id()));
        });
    }

    private ConnectionRow row(Connection connection, @Nullable String credentialHash) {
        Map<String, String> sealed = new TreeMap<>();
        connection.settings().forEach((name, value) -> {
            if (connection.secretNames().contains(name)) {
                sealed.put(name, cipher.seal(connection.id().value(), name, value));
            }
        });
        return new ConnectionRow(
                connection.id().value(),
                connection.applicationId().value(),
                connection.providerId(),
                connection.name(),
                json.write(new TreeMap<>(connection.plainSettings())),
                json.write(sealed),
                connection.webhookCredential().wireName(),
                credentialHash,
                connection.enabled(),
                connection.version(),
                connection.createdAt(),
                connection.updatedAt());
    }

    private Stored stored(ConnectionRow row) {
        return new Stored(connection(row), row.credentialHash());
    }

    private Connection connection(ConnectionRow row) {
        Map<String, String> settings = new HashMap<>(json.map(row.settings()));
        Map<String, String> sealed = json.map(row.sealed());
        sealed.forEach((name, value) -> settings.put(name, cipher.open(row.id(), name, value)));
        return new Connection(
                new ConnectionId(row.id()),
                new ApplicationId(row.applicationId()),
                row.providerId(),
                row.name(),
                settings,
                sealed.keySet(),
                WebhookCredential.of(row.webhookCredential()).orElseThrow(),
                row.enabled(),
                row.version(),
                row.createdAt(),
                row.updatedAt());
    }

    private record Stored(Connection connection, @Nullable String credentialHash) {}
}
