package io.visavis.gateway.operations;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.plugin.InstalledPlugin;
import io.visavis.gateway.plugin.InstalledProviders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /health/plugins}: which jars of the drop-in folder run, and what is wrong with the others. For the administrator;
 * {@code /health} itself tells anyone the status and nothing else, and a bad jar does not make the gateway sick, because the
 * others go on.
 */
@Tag(name = "operations")
@Controller("/health/plugins")
final class PluginHealthController {
    private final InstalledProviders providers;

    PluginHealthController(InstalledProviders providers) {
        this.providers = providers;
    }

    /** A file of the folder; {@code problem} says what is wrong and what to do. */
    @Serdeable
    record JarHealth(String file, String status, @Nullable String problem) {}

    /** {@code UP} when every jar runs as its newest version. */
    @Serdeable
    record PluginsHealth(String status, List<JarHealth> plugins) {}

    @Operation(operationId = "getPluginHealth", summary = "The jars of the drop-in folder")
    @Get
    PluginsHealth plugins() {
        List<JarHealth> jars =
                providers.plugins().stream().map(PluginHealthController::health).toList();
        return new PluginsHealth(status(jars.stream().allMatch(jar -> jar.problem == null)), jars);
    }

    private static JarHealth health(InstalledPlugin plugin) {
        return new JarHealth(plugin.file(), status(plugin.running()), plugin.problem());
    }

    private static String status(boolean good) {
        return good ? "UP" : "DOWN";
    }
}
