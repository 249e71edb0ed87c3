package io.visavis.gateway.plugin;

import io.visavis.gateway.plugin.PluginCopies.Copy;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A jar on its way to run: examined, started, then taken by its host. Whatever goes wrong becomes its refusal and stops it
 * there. One thread at a time; the steps touch nothing of other jars, so that many can take them side by side.
 */
final class Candidate {
    private static final Logger LOG = LoggerFactory.getLogger(Candidate.class);

    private final HeldJar jar;
    private @Nullable Copy copy;
    private @Nullable PluginJar inspected;
    private @Nullable Generation made;
    private @Nullable RefusedPlugin refusal;
    private boolean asBefore;
    private boolean mayPassBy;

    Candidate(HeldJar jar) {
        this.jar = jar;
    }

    /** A step that may refuse. */
    @FunctionalInterface
    interface Step {
        void take() throws IOException;
    }

    /** Copies the jar and looks through the copy. Runs nothing of it. */
    void examine(PluginFolder folder, PluginCopies copies, PluginTrust trust) {
        attempt(() -> {
            Copy copied = copies.of(folder.file(jar.file()));
            copy = copied;
            asBefore = jar.runs(copied.sha256());
            if (asBefore) {
                return;
            }
            PluginJar found = PluginJar.inspect(copied.path());
            inspected = found;
            if (found.problem() != null) {
                throw new RefusedPlugin(found.problem(), null);
            }
            // Before trust: what was damaged on its way is to be copied again, not signed again.
            JarEntries.refuse(copied.path());
            trust.admit(copied.path(), copied.sha256());
        });
    }

    /** Loads and starts it; takes at most as long as {@code deadline}. */
    void start(Duration deadline) {
        attempt(() -> made = Generation.load(id(), Objects.requireNonNull(copy).path(), deadline));
    }

    /** Takes a step unless an earlier one refused. */
    void attempt(Step step) {
        if (refusal != null || asBefore) {
            return;
        }
        try {
            step.take();
        } catch (IOException e) {
            mayPassBy = true;
            refusal = new RefusedPlugin(
                    "cannot be copied (" + e
                            + "), which is tried again; see who may read it and whether the disk is full",
                    e);
        } catch (RefusedPlugin e) {
            refusal = e;
        } catch (RuntimeException | LinkageError e) {
            LOG.error("plugin {} cannot be judged", jar.file(), e);
            refusal = new RefusedPlugin("cannot be judged (" + e + "); build it again", e);
        }
    }

    /**
     * Hands what was found to the jar. What was made or copied in vain is thrown away.
     *
     * @return what the jar ran until now, if something else takes its place
     */
    Optional<Generation> settle(PluginCopies copies) {
        if (asBefore) {
            jar.goesOn();
        } else if (refusal == null) {
            Generation running = Objects.requireNonNull(made);
            PluginJar found = Objects.requireNonNull(inspected);
            LOG.info(
                    "plugin {} {} serves chat-mode {} ({})",
                    id(),
                    found.version(),
                    running.descriptor().chatMode(),
                    jar.file());
            return jar.take(running, found, Objects.requireNonNull(copy).sha256());
        } else {
            refuse(refusal);
        }
        if (mayPassBy) {
            jar.judgeAgain();
        }
        if (made != null) {
            // Its stop may take as long as its start, and others wait to be settled.
            Thread.ofVirtual().name("plugin-unload").start(made::release);
        } else if (copy != null) {
            copies.discard(copy.path());
        }
        return Optional.empty();
    }

    private void refuse(RefusedPlugin why) {
        InstalledPlugin before = jar.shown();
        jar.refused(inspected, why);
        if (!jar.shown().equals(before)) {
            LOG.error("plugin {} {}", jar.file(), jar.shown().problem());
        }
    }

    HeldJar jar() {
        return jar;
    }

    /** Its Plugin-Id; empty text for what did not get so far as to say one. */
    String id() {
        return inspected == null || inspected.id() == null ? "" : inspected.id();
    }

    Generation made() {
        return Objects.requireNonNull(made);
    }

    /** Whether it may be started. */
    boolean good() {
        return refusal == null && !asBefore;
    }
}
