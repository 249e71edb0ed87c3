package io.visavis.gateway.plugin;

import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One loaded version of a jar with a PF4J and a class loader of its own, so that the old and the new one run side by side.
 *
 * <p>Counted: whoever makes providers of it retains it and releases it when they are closed; the last one to release it
 * unloads it. Thread-safe.
 */
final class Generation {
    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

    private final String id;
    private final Path copy;
    private final ProviderPluginManager manager;
    private final ContainedCalls calls;
    private final ProviderFactory factory;
    private final ProviderDescriptor descriptor;
    private final ClassLoader classLoader;
    private final Duration deadline;
    private int users = 1;

    private Generation(
            String id,
            Path copy,
            ProviderPluginManager manager,
            ContainedCalls calls,
            Duration deadline,
            Started started) {
        this.id = id;
        this.copy = copy;
        this.deadline = deadline;
        this.manager = manager;
        this.calls = calls;
        this.factory = started.factory;
        this.descriptor = started.descriptor;
        this.classLoader = manager.getPluginClassLoader(id);
    }

    private record Started(ProviderFactory factory, ProviderDescriptor descriptor) {}

    /**
     * Loads and starts a jar that was found good.
     *
     * @param copy the jar's bytes, ours alone; deleted when the generation is unloaded
     * @param deadline how long its start may take, and its stop
     * @throws RefusedPlugin when it does not start; what was loaded of it is unloaded behind
     */
    static Generation load(String id, Path copy, Duration deadline) {
        ProviderPluginManager manager = new ProviderPluginManager(copy.getParent());
        // Each has its own threads: one that hangs in its start holds up nobody's.
        ContainedCalls calls =
                new ContainedCalls("start-" + id, ClassLoader.getPlatformClassLoader(), 1, Duration.ZERO);
        try {
            Started started = calls.call("start", deadline, () -> start(manager, id, copy));
            return new Generation(id, copy, manager, calls, deadline, started);
        } catch (ProviderFault e) {
            unloadLater(manager, calls, deadline, id);
            if (e.getCause() instanceof RefusedPlugin refused) {
                throw refused;
            }
            LOG.error("plugin {} failed to start", id, e);
            throw new RefusedPlugin(
                    e.timedOut()
                            ? "did not start within " + deadline.toSeconds() + " s; a start must return at once"
                            : "failed to start: " + e.getCause() + "; " + remedy(e.getCause()),
                    e);
        } catch (RuntimeException e) {
            unloadLater(manager, calls, deadline, id);
            throw new RefusedPlugin("failed to start: " + e + "; see the log, and ask its vendor", e);
        }
    }

    private static Started start(ProviderPluginManager manager, String id, Path copy) {
        manager.loadPlugin(copy);
        Thread.currentThread().setContextClassLoader(manager.getPluginClassLoader(id));
        PluginState state = manager.startPlugin(id);
        if (state != PluginState.STARTED) {
            Throwable cause = manager.getPlugin(id).getFailedException();
            throw new RefusedPlugin(
                    "did not start (" + (cause == null ? state : cause) + "); see the log, and ask its vendor", cause);
        }
        // PF4J passes over an extension whose class cannot be loaded; its name is what the vendor needs to hear.
        for (String extension : manager.getExtensionClassNames(id)) {
            try {
                Class.forName(extension, true, manager.getPluginClassLoader(id));
            } catch (ClassNotFoundException | LinkageError e) {
                throw new RefusedPlugin("cannot use its class " + extension + " (" + e + "); " + remedy(e), e);
            }
        }
        List<ProviderFactory> found = manager.getExtensions(ProviderFactory.class, id);
        if (found.size() != 1) {
            throw new RefusedPlugin(
                    "offers " + found.size() + " ProviderFactory extensions; a provider jar offers exactly one", null);
        }
        return new Started(found.getFirst(), found.getFirst().describe());
    }

    private static String remedy(@Nullable Throwable broken) {
        return switch (broken) {
            case UnsupportedClassVersionError _ ->
                "compile it for Java " + Runtime.version().feature() + " or older, or run the gateway on a newer one";
            case ClassFormatError _ -> "a class file is damaged: build it again";
            case NoClassDefFoundError _, ClassNotFoundException _ -> "bundle what it needs into the jar";
            case null, default -> "see the log, and ask its vendor";
        };
    }

    /** Nobody waits for it: a start that hangs may hang in its stop, too, and other jars want to start. */
    private static void unloadLater(ProviderPluginManager manager, ContainedCalls calls, Duration deadline, String id) {
        Thread.ofVirtual().name("plugin-unload").start(() -> unload(manager, calls, deadline, id));
    }

    private static void unload(ProviderPluginManager manager, ContainedCalls calls, Duration deadline, String id) {
        try {
            if (manager.getPlugin(id) != null) {
                ClassLoader loader = manager.getPluginClassLoader(id);
                calls.callLast("stop", deadline, () -> manager.unloadPlugin(id));
                LeftThreads.name(id, loader);
            }
        } catch (RuntimeException e) {
            LOG.warn("plugin {} could not be unloaded; its memory stays taken until the gateway restarts", id, e);
        } finally {
            calls.close();
        }
    }

    ProviderFactory factory() {
        return factory;
    }

    ProviderDescriptor descriptor() {
        return descriptor;
    }

    /** The loader its code must run under. */
    ClassLoader classLoader() {
        return classLoader;
    }

    /** False when it is unloaded already: it was replaced or removed meanwhile. */
    synchronized boolean retain() {
        if (users == 0) {
            return false;
        }
        users++;
        return true;
    }

    /** The last release stops and unloads it, which may take as long as its stop. */
    void release() {
        synchronized (this) {
            if (--users > 0) {
                return;
            }
        }
        unload(manager, calls, deadline, id);
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.warn("the copy {} of an unloaded plugin stays until the next start", copy, e);
        }
    }
}
