package io.visavis.gateway.plugin;

import io.micronaut.context.annotation.Value;
import io.visavis.gateway.plugin.PluginCopies.Copy;
import io.visavis.gateway.plugin.PluginFolder.Stamp;
import io.visavis.spi.ProviderDescriptor;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what runs of the drop-in folder's jars, and follows the folder at each look: a new jar starts, a changed one takes
 * the place of its older self, a missing one goes. A bad one is named with its remedy, and the rest run.
 *
 * <p>Thread-safe. Readers see the outcome of the last look and never wait for one.
 */
@Singleton
final class PluginHost implements InstalledProviders {
    private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

    private final PluginFolder folder;
    private final PluginCopies copies;
    private final PluginTrust trust;
    private final SortedMap<String, HeldJar> held = new TreeMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Shown shown = new Shown(List.of(), List.of());

    PluginHost(@Value("${visavis.plugins}") Path folder, PluginCopies copies, PluginTrust trust) {
        this.folder = new PluginFolder(folder);
        this.copies = copies;
        this.trust = trust;
    }

    /** What readers see. */
    private record Shown(List<InstalledPlugin> plugins, List<Generation> running) {}

    @PostConstruct
    synchronized void start() {
        copies.clear();
        // What lies there at the start is judged as it is; what is still being copied will change and be judged again.
        look();
        look();
        if (shown.running.isEmpty()) {
            LOG.warn("no provider is installed: put provider jars into {}", folder);
        }
    }

    /** Called after each look that changed what runs. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Acts upon what has held still since the last look.
     *
     * @return whether something moved, so that another look is worth while soon
     */
    synchronized boolean look() {
        SortedMap<String, Stamp> jars;
        try {
            jars = folder.jars();
        } catch (IOException e) {
            LOG.error("cannot list the plugin folder {}", folder, e);
            return false;
        }
        jars.keySet().forEach(file -> held.computeIfAbsent(file, HeldJar::new));
        List<Generation> before = running();
        List<Generation> left = new ArrayList<>();
        List<HeldJar> due = new ArrayList<>();
        boolean moving = false;
        for (HeldJar jar : List.copyOf(held.values())) {
            switch (jar.see(jars.get(jar.file()))) {
                case MOVING -> moving = true;
                case GONE -> {
                    held.remove(jar.file());
                    jar.running().ifPresent(left::add);
                    LOG.info("plugin {} was removed", jar.file());
                }
                case DUE -> due.add(jar);
                case SETTLED -> LOG.trace("plugin {} is as it was", jar.file());
            }
        }
        due.forEach(jar -> judge(jar).ifPresent(left::add));
        if (!left.isEmpty()) {
            // Its name may be free now, for a jar that was refused because of it.
            held.values().stream()
                    .filter(HeldJar::taken)
                    .forEach(jar -> judge(jar).ifPresent(left::add));
        }
        List<Generation> after = running();
        shown = new Shown(held.values().stream().map(HeldJar::shown).toList(), after);
        try {
            if (!before.equals(after)) {
                listeners.forEach(Runnable::run);
            }
        } finally {
            // Whatever the listeners met with: what was replaced must not stay in memory for ever.
            left.forEach(generation -> Thread.ofVirtual().name("plugin-unload").start(generation::release));
        }
        return moving;
    }

    /** Loads the jar's bytes of now, if they are good, and returns what they replace. */
    private Optional<Generation> judge(HeldJar jar) {
        Copy copy = null;
        PluginJar inspected = null;
        try {
            copy = copies.of(folder.file(jar.file()));
            if (jar.sameBytes(copy.sha256())) {
                copies.discard(copy.path());
                return Optional.empty();
            }
            inspected = PluginJar.inspect(copy.path());
            admit(jar, inspected, copy);
            Generation made = Generation.load(Objects.requireNonNull(inspected.id()), copy.path());
            try {
                refuseClaimed(jar, made.descriptor());
            } catch (RefusedPlugin e) {
                made.release();
                throw e;
            }
            LOG.info(
                    "plugin {} {} serves chat-mode {} ({})",
                    inspected.id(),
                    inspected.version(),
                    made.descriptor().chatMode(),
                    jar.file());
            return jar.runs(made, inspected, copy.sha256());
        } catch (IOException e) {
            jar.judgeAgain();
            return refused(
                    jar,
                    inspected,
                    copy,
                    new RefusedPlugin(
                            "cannot be copied (" + e
                                    + "), which is tried again; see who may read it and whether the disk is full",
                            e));
        } catch (RefusedPlugin e) {
            return refused(jar, inspected, copy, e);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("plugin {} cannot be judged", jar.file(), e);
            return refused(jar, inspected, copy, new RefusedPlugin("cannot be judged (" + e + "); build it again", e));
        }
    }

    private Optional<Generation> refused(
            HeldJar jar, @Nullable PluginJar inspected, @Nullable Copy copy, RefusedPlugin refusal) {
        if (copy != null) {
            copies.discard(copy.path());
        }
        InstalledPlugin before = jar.shown();
        jar.refused(inspected, refusal);
        if (!jar.shown().equals(before)) {
            LOG.error("plugin {} {}", jar.file(), jar.shown().problem());
        }
        return Optional.empty();
    }

    private void admit(HeldJar jar, PluginJar inspected, Copy copy) {
        if (inspected.problem() != null) {
            throw new RefusedPlugin(inspected.problem(), null);
        }
        trust.admit(copy.path(), copy.sha256());
        for (HeldJar other : held.values()) {
            if (other != jar && other.running().isPresent() && Objects.equals(other.id(), inspected.id())) {
                throw new NameTaken(
                        "has the Plugin-Id '" + inspected.id() + "' of " + other.file() + "; remove one of the two");
            }
        }
        ForbiddenCalls.refuse(copy.path());
    }

    private void refuseClaimed(HeldJar jar, ProviderDescriptor claimed) {
        for (HeldJar other : held.values()) {
            if (other != jar && other.running().isPresent()) {
                ProviderDescriptor taken = other.running().get().descriptor();
                if (taken.id().equals(claimed.id())
                        || taken.chatMode().equals(claimed.chatMode())
                        || taken.webhookPath().equals(claimed.webhookPath())) {
                    throw new NameTaken("claims the id, chat-mode or webhook-path of provider '" + taken.id() + "' in "
                            + other.file() + "; remove one of the two");
                }
            }
        }
    }

    /** For {@link ProviderRegistry}. */
    Optional<Generation> generation(String providerId) {
        return shown.running.stream()
                .filter(it -> it.descriptor().id().equals(providerId))
                .findFirst();
    }

    private List<Generation> running() {
        return held.values().stream().flatMap(jar -> jar.running().stream()).toList();
    }

    @Override
    public List<InstalledPlugin> plugins() {
        return shown.plugins;
    }

    @Override
    public List<ProviderDescriptor> descriptors() {
        return shown.running.stream().map(Generation::descriptor).toList();
    }

    @Override
    public Optional<ProviderDescriptor> descriptor(String providerId) {
        return generation(providerId).map(Generation::descriptor);
    }

    @PreDestroy
    synchronized void stop() {
        List<Generation> running = running();
        held.clear();
        shown = new Shown(List.of(), List.of());
        try (ExecutorService unloading = Executors.newVirtualThreadPerTaskExecutor()) {
            running.forEach(generation -> unloading.execute(generation::release));
        }
    }

    /** The jar may be good, and another one has its name. */
    static final class NameTaken extends RefusedPlugin {
        private static final long serialVersionUID = 1L;

        NameTaken(String problem) {
            super(problem, null);
        }
    }
}
