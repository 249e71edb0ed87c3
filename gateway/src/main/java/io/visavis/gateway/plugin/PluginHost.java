package io.visavis.gateway.plugin;

import io.micronaut.context.annotation.Value;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderFactory;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the jars of the drop-in folder one by one: a bad one is named with its remedy, and the rest run.
 *
 * <p>Thread-safe; what it holds changes only while it starts and stops.
 */
@Singleton
final class PluginHost implements InstalledProviders {
    private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);
    private static final Duration START_DEADLINE = Duration.ofSeconds(10);

    private final Path folder;
    private final ProviderPluginManager manager;
    private final ContainedCalls calls = new ContainedCalls("plugin-start", 1, Duration.ZERO);
    private final List<InstalledPlugin> plugins = new ArrayList<>();
    private final Map<String, InstalledFactory> factories = new LinkedHashMap<>();

    PluginHost(@Value("${visavis.plugins}") Path folder) {
        this.folder = folder;
        this.manager = new ProviderPluginManager(folder);
    }

    @PostConstruct
    synchronized void start() {
        for (Path path : jars()) {
            PluginJar jar = PluginJar.inspect(path);
            InstalledPlugin plugin = load(jar);
            plugins.add(plugin);
            if (plugin.problem() == null) {
                LOG.info(
                        "plugin {} {} serves chat-mode {} ({})",
                        jar.id(),
                        jar.version(),
                        plugin.chatMode(),
                        jar.file());
            } else {
                LOG.error("plugin {} {}", jar.file(), plugin.problem());
            }
        }
        if (factories.isEmpty()) {
            LOG.warn(
                    "no provider is installed: put provider jars into {}",
                    folder.toAbsolutePath().normalize());
        }
    }

    private List<Path> jars() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the plugin folder " + folder, e);
        }
    }

    private InstalledPlugin load(PluginJar jar) {
        String problem = jar.problem();
        if (problem == null) {
            try {
                InstalledFactory factory = admit(jar);
                factories.put(factory.descriptor().id(), factory);
                return new InstalledPlugin(
                        jar.file(),
                        jar.id(),
                        jar.version(),
                        factory.descriptor().chatMode(),
                        null);
            } catch (RefusedPlugin e) {
                problem = e.getMessage();
            }
        }
        return new InstalledPlugin(jar.file(), jar.id(), jar.version(), null, problem);
    }

    private InstalledFactory admit(PluginJar jar) {
        String id = String.valueOf(jar.id());
        if (manager.getPlugin(id) != null) {
            throw new RefusedPlugin(
                    "has the Plugin-Id '" + id + "' of "
                            + manager.getPlugin(id).getPluginPath().getFileName() + "; remove one of the two",
                    null);
        }
        try {
            return calls.call("start", START_DEADLINE, () -> started(jar, id));
        } catch (ProviderFault e) {
            discard(id);
            if (e.getCause() instanceof RefusedPlugin refused) {
                throw refused;
            }
            LOG.error("plugin {} failed to start", jar.file(), e);
            throw new RefusedPlugin(
                    e.timedOut()
                            ? "did not start within " + START_DEADLINE.toSeconds() + " s; a start must return at once"
                            : "failed to start: " + e.getCause() + "; see the log, and ask its vendor",
                    e);
        }
    }

    private InstalledFactory started(PluginJar jar, String id) {
        manager.loadPlugin(jar.path());
        PluginState state = manager.startPlugin(id);
        if (state != PluginState.STARTED) {
            Throwable cause = manager.getPlugin(id).getFailedException();
            throw new RefusedPlugin("did not start (" + (cause == null ? state : cause) + ")", cause);
        }
        List<ProviderFactory> found = manager.getExtensions(ProviderFactory.class, id);
        if (found.size() != 1) {
            throw new RefusedPlugin(
                    "offers " + found.size() + " ProviderFactory extensions; a provider jar offers exactly one", null);
        }
        ProviderFactory factory = found.getFirst();
        ProviderDescriptor descriptor = factory.describe();
        for (InstalledFactory other : factories.values()) {
            ProviderDescriptor taken = other.descriptor();
            if (taken.id().equals(descriptor.id())
                    || taken.chatMode().equals(descriptor.chatMode())
                    || taken.webhookPath().equals(descriptor.webhookPath())) {
                throw new RefusedPlugin(
                        "claims the id, chat-mode or webhook-path of provider '" + taken.id()
                                + "'; remove one of the two",
                        null);
            }
        }
        return new InstalledFactory(factory, descriptor, manager.getPluginClassLoader(id));
    }

    private void discard(String id) {
        try {
            if (manager.getPlugin(id) != null) {
                manager.unloadPlugin(id);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("plugin {} could not be unloaded", id, e);
        }
    }

    /** For {@link ProviderRegistry}. */
    synchronized Optional<InstalledFactory> factory(String providerId) {
        return Optional.ofNullable(factories.get(providerId));
    }

    @Override
    public synchronized List<InstalledPlugin> plugins() {
        return List.copyOf(plugins);
    }

    @Override
    public synchronized List<ProviderDescriptor> descriptors() {
        return factories.values().stream().map(InstalledFactory::descriptor).toList();
    }

    @Override
    public Optional<ProviderDescriptor> descriptor(String providerId) {
        return factory(providerId).map(InstalledFactory::descriptor);
    }

    @PreDestroy
    synchronized void stop() {
        // One by one: PF4J 3.15's stopPlugins() trips over its own list (pf4j issue 656).
        List<String> ids = manager.getPlugins().stream()
                .map(plugin -> plugin.getPluginId())
                .toList();
        factories.clear();
        ids.forEach(this::discard);
        calls.close();
    }

    /** A factory, what it says of itself, and the loader its code must run under. */
    record InstalledFactory(ProviderFactory factory, ProviderDescriptor descriptor, ClassLoader classLoader) {}

    /** Why a jar is not admitted, in words for the administrator. */
    private static final class RefusedPlugin extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedPlugin(String problem, @Nullable Throwable cause) {
            super(problem, cause);
        }
    }
}
