package io.visavis.gateway.plugin;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that a plugin began and did not end: nobody can end them, so they are named. */
final class LeftThreads {
    private static final Logger LOG = LoggerFactory.getLogger(LeftThreads.class);

    private LeftThreads() {}

    /** Names of platform threads that run under a plugin's class loader, as whoever starts one there gives it on. */
    static List<String> of(ClassLoader loader) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> loader.equals(thread.getContextClassLoader()))
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    static void name(String plugin, ClassLoader loader) {
        List<String> left = of(loader);
        if (!left.isEmpty()) {
            LOG.warn(
                    "plugin {} left {} threads behind ({}); its memory stays taken until they end or the gateway restarts;"
                            + " ask its vendor",
                    plugin,
                    left.size(),
                    left.getFirst());
        }
    }
}
