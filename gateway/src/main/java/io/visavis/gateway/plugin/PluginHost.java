package io.visavis.gateway.plugin;

import io.micronaut.context.annotation.Value;
import io.visavis.gateway.plugin.PluginFolder.Stamp;
import io.visavis.spi.ProviderDescriptor;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
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
    private static final Duration START_DEADLINE = Duration.ofSeconds(10);

    private final PluginFolder folder;
    private final PluginCopies copies;
    private final PluginTrust trust;
    private final Duration startDeadline;
    private final SortedMap<String, HeldJar> held = new TreeMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Shown shown = new Shown(List.of(), List.of());

    @Inject
    PluginHost(@Value("${visavis.plugins}") Path folder, PluginCopies copies, PluginTrust trust) {
        this(folder, copies, trust, START_DEADLINE);
    }

    /** With less or more patience for a jar's start, and for its stop. */
    PluginHost(Path folder, PluginCopies copies, PluginTrust trust, Duration startDeadline) {
        this.folder = new PluginFolder(folder);
        this.copies = copies;
        this.trust = trust;
        this.startDeadline = startDeadline;
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
        left.addAll(judge(due));
        if (!left.isEmpty()) {
            // Its name may be free now, for a jar that was refused because of it.
            left.addAll(judge(held.values().stream().filter(HeldJar::taken).toList()));
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

    /**
     * Loads the bytes that lie there now, if they are good, and returns what they replace. Side by side: a jar that hangs in
     * its start delays the others' by its deadline, and ten of them by no more.
     */
    private List<Generation> judge(List<HeldJar> due) {
        List<Candidate> candidates = due.stream().map(Candidate::new).toList();
        sideBySide(candidates, candidate -> candidate.examine(folder, copies, trust));
        List<Generation> replaced = new ArrayList<>();
        List<Candidate> left = new ArrayList<>(candidates);
        while (!left.isEmpty()) {
            List<Candidate> wave = firstOfEachId(left);
            left.removeAll(wave);
            wave.forEach(candidate -> candidate.attempt(() -> refuseNamesake(candidate)));
            sideBySide(wave.stream().filter(Candidate::good).toList(), candidate -> candidate.start(startDeadline));
            for (Candidate candidate : wave) {
                candidate.attempt(
                        () -> refuseClaimed(candidate.jar(), candidate.made().descriptor()));
                candidate.settle(copies).ifPresent(replaced::add);
            }
        }
        return replaced;
    }

    /** In the order of their files. The others wait until it is known whether the first one runs. */
    private static List<Candidate> firstOfEachId(List<Candidate> candidates) {
        Set<String> ids = new HashSet<>();
        return candidates.stream()
                .filter(candidate -> !candidate.good() || ids.add(candidate.id()))
                .toList();
    }

    private static void sideBySide(List<Candidate> candidates, Consumer<Candidate> step) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            candidates.forEach(candidate -> threads.execute(() -> step.accept(candidate)));
        }
    }

    private void refuseNamesake(Candidate candidate) {
        for (HeldJar other : held.values()) {
            if (other != candidate.jar()
                    && other.running().isPresent()
                    && candidate.id().equals(other.id())) {
                throw new NameTaken(
                        "has the Plugin-Id '" + candidate.id() + "' of " + other.file() + "; remove one of the two");
            }
        }
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
