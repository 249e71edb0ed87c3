package io.visavis.gateway.plugin;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the drop-in folder when the file system says that it changed, and slowly besides: some file systems never say.
 * One thread; a burst of changes is one look.
 */
@Context
final class PluginWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PluginWatch.class);
    /** A file that looks the same this long after is taken to be whole. */
    private static final Duration STILL = Duration.ofMillis(400);

    private static final Duration SLOW_LOOK = Duration.ofSeconds(3);

    private final PluginHost host;
    private final Path folder;
    private final Thread thread =
            Thread.ofPlatform().name("plugin-watch").daemon().unstarted(this::run);
    private volatile boolean running = true;

    PluginWatch(PluginHost host, @Value("${visavis.plugins}") Path folder) {
        this.host = host;
        this.folder = folder;
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    @PreDestroy
    void stop() {
        running = false;
        thread.interrupt();
    }

    private void run() {
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            WatchKey key = null;
            boolean moving = false;
            while (running) {
                key = registered(watch, key);
                WatchKey told = watch.poll((moving ? STILL : SLOW_LOOK).toMillis(), TimeUnit.MILLISECONDS);
                if (told != null) {
                    Thread.sleep(STILL);
                    told.pollEvents();
                    told.reset();
                }
                moving = look();
            }
        } catch (InterruptedException | ClosedWatchServiceException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.error("the plugin folder {} cannot be watched; restart the gateway after a change", folder, e);
        }
    }

    private boolean look() {
        try {
            return host.look();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("a look at the plugin folder {} failed; the next one follows", folder, e);
            return false;
        }
    }

    /** The folder may be made, removed and made again while the gateway runs. */
    private @Nullable WatchKey registered(WatchService watch, @Nullable WatchKey key) {
        if (key != null && key.isValid()) {
            return key;
        }
        try {
            return Files.isDirectory(folder)
                    ? folder.register(
                            watch,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE)
                    : null;
        } catch (IOException e) {
            LOG.debug("the plugin folder {} is looked at slowly", folder, e);
            return null;
        }
    }
}
