package io.visavis.gateway.access;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows for tests of access. */
@Singleton
class AccessFixture {
    private final StoredApplications applications;
    private final StoredConnections connections;
    private final Clients clients;
    private final UnitOfWork work;
    private final Clock clock;

    AccessFixture(
            StoredApplications applications,
            StoredConnections connections,
            Clients clients,
            UnitOfWork work,
            Clock clock) {
        this.applications = applications;
        this.connections = connections;
        this.clients = clients;
        this.work = work;
        this.clock = clock;
    }

    record NewClient(ClientId id, String secret) {}

    ApplicationId application() {
        ApplicationId id = ApplicationId.next();
        Instant now = clock.instant();
        work.commit(() -> applications.add(
                new Application(id, "Shop", List.of("https://shop.example"), Map.of(), Map.of(), null, now, now)));
        return id;
    }

    NewClient client(ApplicationId application, @Nullable ConnectionId connection, Permission... permissions) {
        ClientId id = ClientId.next();
        String secret = work.commit(() -> clients.add(
                new Client(id, application, connection, "Talkdesk", Set.of(permissions), clock.instant(), null)));
        return new NewClient(id, secret);
    }

    ConnectionId connection(ApplicationId application, WebhookCredential kind, @Nullable String credential) {
        ConnectionId id = ConnectionId.next();
        Instant now = clock.instant();
        work.commit(() -> connections.add(
                new Connection(
                        id,
                        application,
                        "talkdesk",
                        "Support",
                        Map.of("region", "eu", "client-secret", "vendors-own-secret"),
                        Set.of("client-secret"),
                        kind,
                        true,
                        1,
                        now,
                        now),
                credential));
        return id;
    }
}
