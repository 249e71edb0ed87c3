package io.visavis.gateway.operations;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.plugin.InstalledProviders;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What anyone who opens the console may know before signing in. */
@Tag(name = "operations")
@Controller("/api/status/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusController {
    private final InstalledProviders providers;
    private final Clock clock;
    private final Instant startedAt;

    StatusController(InstalledProviders providers, Clock clock) {
        this.providers = providers;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** A provider and whether it runs. */
    @Serdeable
    record PluginState(String name, boolean running) {}

    /** The gateway in a line. */
    @Serdeable
    record Status(String state, Instant startedAt, Instant at, List<PluginState> plugins) {}

    @Operation(operationId = "getStatus", summary = "The gateway in a line")
    @Get
    Status status() {
        return new Status(
                "up",
                startedAt,
                clock.instant(),
                providers.plugins().stream()
                        .map(plugin -> new PluginState(
                                plugin.pluginId() == null ? plugin.file() : plugin.pluginId(), plugin.running()))
                        .toList());
    }
}
