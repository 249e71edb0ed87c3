package io.visavis.gateway.plugin;

import org.jspecify.annotations.Nullable;

/**
 * A jar of the drop-in folder, as the administrator sees it. A bad replacement of a running jar has both a chat-mode, of
 * the version that goes on, and a problem.
 *
 * @param file its name in the folder
 * @param pluginId from the manifest; null when it could not be read
 * @param version of what runs, else of the file
 * @param chatMode what it serves; null unless running
 * @param problem what is wrong with the file and what to do; null when nothing is
 */
public record InstalledPlugin(
        String file,
        @Nullable String pluginId,
        @Nullable String version,
        @Nullable String chatMode,
        @Nullable String problem) {

    public boolean running() {
        return chatMode != null;
    }
}
