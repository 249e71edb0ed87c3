package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

/** The threads of this JVM at one moment. */
record Remains(Set<Thread> threads) {
    /** Of the JDK, for everybody. */
    private static final Set<String> SYSTEM_GROUPS = Set.of("system", "InnocuousThreadGroup");

    static Remains now() {
        return new Remains(Set.copyOf(Thread.getAllStackTraces().keySet()));
    }

    /** No thread that was not there, and nobody on the vendor's line; gives those that are just ending a moment. */
    void expectNothingNew(FakeVendor vendor) {
        FakeVendor.waitUntil(() -> started().isEmpty() && vendor.callers() == 0, Limits.prompt());
        assertThat(started()).as("threads that outlive the provider").isEmpty();
        assertThat(vendor.callers()).as("connections that outlive the provider").isZero();
    }

    private List<Thread> started() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !threads.contains(thread))
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
                .filter(thread -> thread.getThreadGroup() != null
                        && !SYSTEM_GROUPS.contains(thread.getThreadGroup().getName()))
                .toList();
    }
}
