package io.visavis.gateway.operations;

import io.visavis.gateway.access.Connection;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.inbox.Deliveries;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.outbox.QueuedCommands;
import io.visavis.gateway.outbox.VendorOutages;
import io.visavis.gateway.outbox.VendorOutages.Outage;
import io.visavis.gateway.plugin.Absence;
import io.visavis.gateway.plugin.InstalledPlugin;
import io.visavis.gateway.plugin.InstalledProviders;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.video.room.Rooms;
import io.visavis.spi.ProviderDescriptor;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the gateway is doing, and what somebody should look at. Looks anew at most every two seconds, whoever asks. */
@Singleton
final class GatewayCondition {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final InstalledProviders installed;
    private final LiveProviders live;
    private final Connections connections;
    private final VendorChecks checks;
    private final VendorOutages outages;
    private final Deliveries deliveries;
    private final QueuedCommands commands;
    private final Rooms rooms;
    private final Clock clock;
    private @Nullable Condition last;

    GatewayCondition(
            InstalledProviders installed,
            LiveProviders live,
            Connections connections,
            VendorChecks checks,
            VendorOutages outages,
            Deliveries deliveries,
            QueuedCommands commands,
            Rooms rooms,
            Clock clock) {
        this.installed = installed;
        this.live = live;
        this.connections = connections;
        this.checks = checks;
        this.outages = outages;
        this.deliveries = deliveries;
        this.commands = commands;
        this.rooms = rooms;
        this.clock = clock;
    }

    /**
     * A connection that is switched on.
     *
     * @param vendor what its provider calls itself; the provider's id while no plugin serves it
     * @param known false until its vendor was asked once, or missed
     * @param since when its vendor was first missed; null while all is well
     * @param reason what it said, or what is missing
     * @param warning what is wrong with it although it works
     * @param note what it does not do although it runs; null when it does all
     * @param checkedAt when the vendor's answer came that this goes by; null while there is none
     */
    record Line(
            ConnectionId connectionId,
            String name,
            String vendor,
            boolean known,
            @Nullable Instant since,
            @Nullable String reason,
            @Nullable String warning,
            @Nullable String note,
            @Nullable Instant checkedAt) {
        boolean well() {
            return reason == null;
        }
    }

    /**
     * All of it.
     *
     * @param parkedDeliveries that nobody could make use of
     * @param failedCommands that a vendor refused for good, and nobody put away
     */
    record Condition(
            Instant at,
            List<Line> lines,
            List<InstalledPlugin> plugins,
            long parkedDeliveries,
            long failedCommands,
            long waitingCommands,
            long runningCalls) {
        boolean well() {
            return parkedDeliveries == 0
                    && failedCommands == 0
                    && lines.stream().allMatch(line -> line.well() && line.warning() == null)
                    && plugins.stream().allMatch(plugin -> plugin.problem() == null);
        }
    }

    synchronized Condition now() {
        Condition known = last;
        if (known != null && known.at().plus(FRESH).isAfter(clock.instant())) {
            return known;
        }
        Condition looked = look();
        last = looked;
        return looked;
    }

    private Condition look() {
        Map<ConnectionId, Outage> away =
                outages.now().stream().collect(Collectors.toMap(Outage::connection, Function.identity()));
        List<Line> lines = connections.all().stream()
                .filter(Connection::enabled)
                .map(connection -> line(connection, away.get(connection.id())))
                .toList();
        return new Condition(
                clock.instant(),
                lines,
                installed.plugins(),
                deliveries.count("parked"),
                commands.count("failed"),
                commands.count("waiting"),
                rooms.running());
    }

    private Line line(Connection connection, @Nullable Outage outage) {
        String vendor = installed
                .descriptor(connection.providerId())
                .map(ProviderDescriptor::displayName)
                .orElse(connection.providerId());
        Optional<LiveProvider> provider = live.find(connection.id());
        if (provider.isEmpty()) {
            // Without a trouble it is being taken up, which takes a node some seconds.
            Optional<Absence> trouble = live.trouble(connection.id());
            return new Line(
                    connection.id(),
                    connection.name(),
                    vendor,
                    trouble.isPresent(),
                    outage == null ? null : outage.since(),
                    trouble.map(Absence::detail).orElse(null),
                    null,
                    null,
                    null);
        }
        VendorChecks.Answer answer = checks.of(provider.get());
        Optional<VendorChecks.Silence> silence = Optional.ofNullable(answer.silence());
        Instant since =
                outage == null ? silence.map(VendorChecks.Silence::since).orElse(null) : outage.since();
        String reason = silence.map(VendorChecks.Silence::reason)
                .orElse(outage == null ? null : outage.reason() == null ? "It does not answer." : outage.reason());
        String note = live.overshadowed(connection.id()).orElse(null);
        return new Line(
                connection.id(),
                connection.name(),
                vendor,
                answer.answeredAt() != null || reason != null,
                since,
                reason,
                answer.warning(),
                note,
                answer.answeredAt());
    }
}
