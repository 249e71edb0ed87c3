package io.visavis.gateway.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.operations.GatewayCondition.Condition;
import io.visavis.gateway.operations.GatewayCondition.Line;
import io.visavis.gateway.plugin.InstalledPlugin;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the gateway is doing: for everybody whether all is well and which vendor is not, for the administrator all that is known. */
@Tag(name = "operations")
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusController {
    private final GatewayCondition condition;
    private final Instant startedAt;

    StatusController(GatewayCondition condition, Clock clock) {
        this.condition = condition;
        this.startedAt = ProcessHandle.current().info().startInstant().orElseGet(clock::instant);
    }

    /** A plugin and whether it runs. */
    @Serdeable
    record PluginState(String name, boolean running) {
        static PluginState of(InstalledPlugin plugin) {
            return new PluginState(plugin.pluginId() == null ? plugin.file() : plugin.pluginId(), plugin.running());
        }
    }

    /**
     * A vendor that does not answer, as visitors are told too.
     *
     * @param partly whether another connection to it is well, so that it need not be the vendor's fault
     */
    @Serdeable
    record VendorTrouble(
            String vendor, boolean partly, @Nullable Instant since) {}

    /**
     * The gateway in a few lines.
     *
     * @param state {@code up}, or {@code attention} when somebody should look
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Status(
            String state, Instant startedAt, Instant at, List<PluginState> plugins, List<VendorTrouble> vendors) {}

    /**
     * A connection that is switched on.
     *
     * @param state {@code up}, {@code down}, or {@code unknown} until its vendor was asked once
     * @param warning what is wrong with it although it works, for example that anybody could speak for its agents
     * @param note what it does not do although it runs, for example take new chats
     * @param checkedAt when its vendor answered last. It is asked while somebody looks, at most twice a minute, and nobody waits for it: the
     *     first look after a while tells what was so then
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConnectionState(
            String connectionId,
            String name,
            String vendor,
            String state,
            @Nullable Instant since,
            @Nullable String reason,
            @Nullable String warning,
            @Nullable String note,
            @Nullable Instant checkedAt) {
        static ConnectionState of(Line line) {
            return new ConnectionState(
                    line.connectionId().value(),
                    line.name(),
                    line.vendor(),
                    line.known() ? line.well() ? "up" : "down" : "unknown",
                    line.since(),
                    line.reason(),
                    line.warning(),
                    line.note(),
                    line.checkedAt());
        }
    }

    /** A file of the drop-in folder. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PluginDetails(
            String file, boolean running, @Nullable String problem) {
        static PluginDetails of(InstalledPlugin plugin) {
            return new PluginDetails(plugin.file(), plugin.running(), plugin.problem());
        }
    }

    /**
     * All that is known.
     *
     * @param parkedDeliveries set aside: {@code /api/admin/v1/inbox?state=parked}
     * @param failedCommands given up: {@code /api/admin/v1/outbox?state=failed}
     */
    @Serdeable
    record StatusDetails(
            String state,
            Instant startedAt,
            Instant at,
            List<ConnectionState> connections,
            List<PluginDetails> plugins,
            long parkedDeliveries,
            long failedCommands,
            long waitingCommands,
            long runningCalls) {}

    @Operation(operationId = "getStatus", summary = "Whether all is well")
    @Get("/status/v1")
    Status status() {
        Condition now = condition.now();
        return new Status(
                state(now),
                startedAt,
                now.at(),
                now.plugins().stream().map(PluginState::of).toList(),
                vendorsAway(now));
    }

    /** Each vendor once, since it was first missed by any connection. */
    private static List<VendorTrouble> vendorsAway(Condition now) {
        Map<String, VendorTrouble> away = new LinkedHashMap<>();
        Set<String> answering = now.lines().stream()
                .filter(line -> line.known() && line.well())
                .map(Line::vendor)
                .collect(Collectors.toSet());
        now.lines().stream()
                .filter(line -> !line.well())
                .sorted(Comparator.comparing(Line::since, Comparator.nullsLast(Comparator.naturalOrder())))
                .forEach(line -> away.putIfAbsent(
                        line.vendor(),
                        new VendorTrouble(line.vendor(), answering.contains(line.vendor()), line.since())));
        return List.copyOf(away.values());
    }

    @Operation(operationId = "getStatusDetails", summary = "All that somebody should look at")
    @Get("/admin/v1/status")
    StatusDetails details() {
        Condition now = condition.now();
        return new StatusDetails(
                state(now),
                startedAt,
                now.at(),
                now.lines().stream().map(ConnectionState::of).toList(),
                now.plugins().stream().map(PluginDetails::of).toList(),
                now.parkedDeliveries(),
                now.failedCommands(),
                now.waitingCommands(),
                now.runningCalls());
    }

    private static String state(Condition condition) {
        return condition.well() ? "up" : "attention";
    }
}
