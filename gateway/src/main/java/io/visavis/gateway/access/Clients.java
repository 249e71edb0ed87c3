package io.visavis.gateway.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.kernel.Secrets;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The clients in the database. A client has up to {@link #LIVE_SECRETS} live secrets, so that it can be given a new one
 * while the old one still works. Blocks; what it says of a client is at most a few seconds behind other nodes.
 */
@Singleton
public final class Clients {
    public static final int LIVE_SECRETS = 2;

    private final ClientRows clients;
    private final ClientSecretRows secrets;
    private final SecretHashes hashes;
    private final UnitOfWork work;
    private final Clock clock;
    private final String nobodysHash;
    private final LoadingCache<ClientId, Optional<Known>> known;

    Clients(ClientRows clients, ClientSecretRows secrets, SecretHashes hashes, UnitOfWork work, Clock clock) {
        this.clients = clients;
        this.secrets = secrets;
        this.hashes = hashes;
        this.work = work;
        this.clock = clock;
        this.nobodysHash = hashes.of(Secrets.next());
        this.known = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(StoredApplications.FRESH)
                .build(this::load);
    }

    /** Oldest first. */
    public List<Client> ofApplication(ApplicationId application) {
        return clients.findByApplicationIdOrderById(application.value()).stream()
                .map(Clients::client)
                .toList();
    }

    /** Those bound to a connection. */
    public List<Client> ofConnection(ConnectionId connection) {
        return clients.findByConnectionId(connection.value()).stream()
                .map(Clients::client)
                .toList();
    }

    public Optional<Client> find(ClientId id) {
        return known.get(id).map(Known::client);
    }

    /** Adds a client and returns its first secret, in the clear for this once. Call inside a unit of work. */
    public String add(Client client) {
        clients.save(new ClientRow(
                client.id().value(),
                client.applicationId().value(),
                client.connectionId() == null ? null : client.connectionId().value(),
                client.name(),
                client.permissions().stream().map(Permission::wireName).sorted().collect(Collectors.joining(" ")),
                client.createdAt(),
                client.lastUsedAt()));
        return addSecret(client.id());
    }

    /**
     * A new secret; those there are end after {@code overlap}, and the oldest at once when there would be too many. Call
     * inside a unit of work.
     */
    public String rotate(ClientId id, Duration overlap) {
        Instant end = clock.instant().plus(overlap);
        List<ClientSecretRow> live = live(secrets.findByClientIdOrderById(id.value()));
        for (int i = 0; i < live.size(); i++) {
            ClientSecretRow old = live.get(i);
            if (live.size() - i >= LIVE_SECRETS) {
                secrets.deleteById(old.id());
            } else if (old.liveAt(end)) {
                secrets.update(new ClientSecretRow(old.id(), old.clientId(), old.secretHash(), old.createdAt(), end));
            }
        }
        return addSecret(id);
    }

    /** Removes a client; its tokens stop within seconds everywhere. Call inside a unit of work. */
    public void remove(ClientId id) {
        secrets.deleteByClientId(id.value());
        clients.deleteById(id.value());
        forgetAfterwards(id);
    }

    /**
     * The client and the secret that was used, when they belong together. Takes as long for an unknown client as for a
     * wrong secret.
     */
    Optional<Proof> prove(String clientId, String secret) {
        String presented = hashes.of(secret);
        Optional<Known> found = Ids.isPlain(clientId) ? load(new ClientId(clientId)) : Optional.empty();
        boolean nobody = SecretHashes.same(nobodysHash, presented);
        Optional<Proof> proof = Optional.empty();
        for (ClientSecretRow row : found.map(Known::secrets).orElse(List.of())) {
            if (SecretHashes.same(row.secretHash(), presented) && row.liveAt(clock.instant()) && !nobody) {
                proof = Optional.of(new Proof(found.orElseThrow().client(), row.id()));
            }
        }
        return proof;
    }

    /** Notes that a client got a token. */
    void used(Client client) {
        clients.used(client.id().value(), clock.instant());
    }

    /** The client, while the secret that its token came from is still good. */
    Optional<Client> withLiveSecret(ClientId id, String secretId) {
        Instant now = clock.instant();
        return known.get(id)
                .filter(it -> it.secrets().stream().anyMatch(row -> row.id().equals(secretId) && row.liveAt(now)))
                .map(Known::client);
    }

    private Optional<Known> load(ClientId id) {
        return clients.findById(id.value())
                .map(row -> new Known(client(row), secrets.findByClientIdOrderById(id.value())));
    }

    private String addSecret(ClientId id) {
        String secret = Secrets.next();
        secrets.save(new ClientSecretRow(Ids.next("sec"), id.value(), hashes.of(secret), clock.instant(), null));
        forgetAfterwards(id);
        return secret;
    }

    private List<ClientSecretRow> live(List<ClientSecretRow> rows) {
        Instant now = clock.instant();
        return rows.stream().filter(row -> row.liveAt(now)).toList();
    }

    private void forgetAfterwards(ClientId id) {
        work.afterCommit(() -> known.invalidate(id));
    }

    private static Client client(ClientRow row) {
        Set<Permission> permissions = Stream.of(row.permissions().split(" ", -1))
                .flatMap(name -> Permission.of(name).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return new Client(
                new ClientId(row.id()),
                new ApplicationId(row.applicationId()),
                row.connectionId() == null ? null : new ConnectionId(row.connectionId()),
                row.name(),
                permissions,
                row.createdAt(),
                row.lastUsedAt());
    }

    /** Who proved itself, and with which of its secrets. */
    record Proof(Client client, String secretId) {}

    private record Known(Client client, List<ClientSecretRow> secrets) {}
}
