package io.visavis.gateway.inbox;

import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the provider what deliveries mean. One it fails on again and again is set aside, and the next one goes on. */
@Singleton
final class Translation {
    /** How soon to ask again for a provider that is not there, or has no hand free. */
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final LiveProviders providers;
    private final AgentNames agentNames;
    private final Clock clock;

    Translation(LiveProviders providers, AgentNames agentNames, Clock clock) {
        this.providers = providers;
        this.agentNames = agentNames;
        this.clock = clock;
    }

    Duration reorderWindow(ConnectionId connection) {
        return providers
                .find(connection)
                .map(live -> live.descriptor().rules().reorderWindow())
                .orElse(Duration.ZERO);
    }

    List<Translated> translate(ConnectionId connection, List<InboxRow> rows) {
        Optional<LiveProvider> live = providers.find(connection);
        return rows.stream()
                .map(row -> live.map(provider -> translate(provider, row))
                        .orElseGet(() -> later(row, Treatment.Hold.NOT_SERVED)))
                .toList();
    }

    private Translated translate(LiveProvider live, InboxRow row) {
        Tries tries = row.tries();
        while (tries.left()) {
            try {
                List<ProviderEvent> events =
                        PlausibleTimes.of(live.provider().webhooks().translate(row.webhook()), row.receivedAt());
                return Translated.of(row, agentNames.added(live, events));
            } catch (RuntimeException e) {
                if (e instanceof ProviderException busy && busy.kind() == ProviderException.Kind.UNAVAILABLE) {
                    return later(row, "its plugin has no hand free; asked again at holdUntil");
                }
                tries.failed(String.valueOf(e.getMessage()));
            }
        }
        return Translated.of(row, List.of()).parked(tries.fault());
    }

    private Translated later(InboxRow row, String why) {
        return new Translated(row, List.of(), new Treatment.Hold(clock.instant().plus(COME_BACK), why));
    }
}
