package io.visavis.gateway.plugin;

import org.jspecify.annotations.Nullable;

/**
 * A jar of the drop-in folder, as the administrator sees it.
 *
 * @param file its name in the folder
 * @param pluginId from the manifest; null when it could not be read
 * @param chatMode what it serves; null unless running
 * @param problem what is wrong and what to do; null when running
 */
public record InstalledPlugin(
        String file,
        @Nullable String pluginId,
        @Nullable String version,
        @Nullable String chatMode,
        @Nullable String problem) {

    public boolean running() {
        return problem == null;
    }
}
