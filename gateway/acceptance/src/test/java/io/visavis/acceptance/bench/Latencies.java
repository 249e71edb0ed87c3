package io.visavis.acceptance.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Collects durations from any thread. */
final class Latencies {
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    void add(long duration) {
        nanos.add(duration);
    }

    int count() {
        return nanos.size();
    }

    /** Infinite when nothing was measured, so that no aim is met by nothing. */
    double percentileMillis(double part) {
        long[] sorted = sorted();
        return sorted.length == 0 ? Double.POSITIVE_INFINITY : at(sorted, part);
    }

    private long[] sorted() {
        return nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** {@code p50 1.2 ms  p95 …  p99 …  max …}. */
    String summary() {
        long[] sorted = sorted();
        if (sorted.length == 0) {
            return "nothing measured";
        }
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms  p95 %.1f ms  p99 %.1f ms  max %.1f ms",
                at(sorted, 0.50),
                at(sorted, 0.95),
                at(sorted, 0.99),
                Arrays.stream(sorted).max().orElse(0) / 1e6);
    }

    private static double at(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * sorted.length))] / 1e6;
    }
}
