package io.visavis.gateway.admin;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.plugin.InstalledPlugin;
import io.visavis.gateway.plugin.InstalledProviders;
import io.visavis.spi.ProviderDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is installed, and what each provider wants to know for a connection. */
@Tag(name = "admin")
@Controller("/api/admin/v1/providers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProvidersController {
    private final InstalledProviders installed;

    ProvidersController(InstalledProviders installed) {
        this.installed = installed;
    }

    /** One setting of a connection form. */
    @Serdeable
    record SettingView(
            String name,
            String description,
            boolean required,
            boolean secret,
            @Nullable String defaultValue,
            List<String> choices) {}

    /** A running provider. */
    @Serdeable
    record ProviderView(
            String provider,
            String name,
            String chatMode,
            String webhookPath,
            List<String> capabilities,
            List<SettingView> settings) {}

    /** A jar of the drop-in folder. */
    @Serdeable
    record PluginView(
            String file,
            @Nullable String pluginId,
            @Nullable String version,
            boolean running,
            @Nullable String problem) {}

    /** Jars, good and bad, and the providers that run. */
    @Serdeable
    record InstalledView(List<PluginView> plugins, List<ProviderView> providers) {}

    @Operation(operationId = "listProviders", summary = "Installed plugins and their providers")
    @Get
    InstalledView list() {
        return new InstalledView(
                installed.plugins().stream().map(ProvidersController::plugin).toList(),
                installed.descriptors().stream()
                        .map(ProvidersController::provider)
                        .toList());
    }

    private static PluginView plugin(InstalledPlugin plugin) {
        return new PluginView(plugin.file(), plugin.pluginId(), plugin.version(), plugin.running(), plugin.problem());
    }

    private static ProviderView provider(ProviderDescriptor descriptor) {
        return new ProviderView(
                descriptor.id(),
                descriptor.displayName(),
                descriptor.chatMode(),
                descriptor.webhookPath(),
                descriptor.capabilities().stream().map(Enum::name).sorted().toList(),
                descriptor.settings().stream()
                        .map(it -> new SettingView(
                                it.name(),
                                it.description(),
                                it.required(),
                                it.secret(),
                                it.defaultValue(),
                                it.choices()))
                        .toList());
    }
}
