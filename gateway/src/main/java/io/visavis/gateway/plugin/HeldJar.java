package io.visavis.gateway.plugin;

import io.visavis.gateway.plugin.PluginFolder.Stamp;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One file of the drop-in folder: how it last looked, what was found, and what runs of it. Guarded by its host. */
final class HeldJar {
    private final String file;
    private @Nullable Stamp seen;
    private @Nullable Stamp judged;
    private @Nullable String sha256;
    private @Nullable Generation running;
    private @Nullable RefusedPlugin refusal;
    private InstalledPlugin shown;

    HeldJar(String file) {
        this.file = file;
        this.shown = new InstalledPlugin(file, null, null, null, "is being copied; nothing needs to be done");
    }

    /** What a look at the file calls for. */
    enum Look {
        MOVING,
        DUE,
        GONE,
        SETTLED
    }

    /** Null when it is not there. Two looks that see the same make it still. */
    Look see(@Nullable Stamp now) {
        Stamp before = seen;
        seen = now;
        if (now == null) {
            // Replaced by "delete, then copy" is one change, not two.
            return before == null ? Look.GONE : Look.MOVING;
        }
        if (now.equals(judged)) {
            return Look.SETTLED;
        }
        if (!now.equals(before)) {
            return Look.MOVING;
        }
        judged = now;
        return Look.DUE;
    }

    /** The look at it came to nothing for a reason that may pass by itself: the next one calls for it again. */
    void judgeAgain() {
        judged = null;
    }

    String file() {
        return file;
    }

    @Nullable
    String id() {
        return shown.pluginId();
    }

    Optional<Generation> running() {
        return Optional.ofNullable(running);
    }

    InstalledPlugin shown() {
        return shown;
    }

    /** Refused only because another jar has its name. */
    boolean taken() {
        return refusal instanceof PluginHost.NameTaken;
    }

    /** Whether these bytes run already. */
    boolean runs(String bytes) {
        return running != null && bytes.equals(sha256);
    }

    /** What runs is what lies there; whatever was wrong with others in between is over. */
    void goesOn() {
        refusal = null;
        shown = new InstalledPlugin(file, shown.pluginId(), shown.version(), shown.chatMode(), null);
    }

    /** Takes the new version and returns the old one, if there was any. */
    Optional<Generation> take(Generation made, PluginJar jar, String bytes) {
        Optional<Generation> old = running();
        running = made;
        sha256 = bytes;
        refusal = null;
        shown = new InstalledPlugin(
                file, jar.id(), jar.version(), made.descriptor().chatMode(), null);
        return old;
    }

    /** What runs goes on. */
    void refused(@Nullable PluginJar jar, RefusedPlugin why) {
        refusal = why;
        shown = running == null
                ? new InstalledPlugin(
                        file, jar == null ? null : jar.id(), jar == null ? null : jar.version(), null, why.getMessage())
                : new InstalledPlugin(
                        file,
                        shown.pluginId(),
                        shown.version(),
                        shown.chatMode(),
                        why.getMessage() + "; until then version " + shown.version() + " goes on");
    }
}
