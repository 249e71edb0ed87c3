package io.visavis.acceptance.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/** What the figures were measured on: without it nobody can compare them. */
final class Machine {
    private static final int SYNCS = 200;
    private static final int PAGE = 4096;
    private static final int STOLEN = 8;

    private final long[] begun;

    private Machine(long[] begun) {
        this.begun = begun;
    }

    /** From now on. */
    static Machine watched() throws IOException {
        return new Machine(ticks());
    }

    /** {@code 2 cores, 3 % of their time stolen by the host, one durable write 2.9 ms}. */
    String summary(Path folder) throws IOException {
        return String.format(
                Locale.ROOT,
                "%d cores, %.0f %% of their time taken by others of the host, one durable write %.1f ms",
                Runtime.getRuntime().availableProcessors(),
                stolenPercent(),
                durableWriteMillis(folder));
    }

    private double stolenPercent() throws IOException {
        long[] now = ticks();
        long all = 0;
        for (int i = 0; i < STOLEN; i++) {
            all += now[i] - begun[i];
        }
        return all == 0 ? 0 : 100.0 * (now[STOLEN - 1] - begun[STOLEN - 1]) / all;
    }

    /** user, nice, system, idle, iowait, irq, softirq, steal: see proc(5). */
    private static long[] ticks() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            String cpu = lines.findFirst().orElseThrow();
            return Arrays.stream(cpu.strip().split("\\s+"))
                    .skip(1)
                    .limit(STOLEN)
                    .mapToLong(Long::parseLong)
                    .toArray();
        }
    }

    /** The median of writing a page and making it durable: no commit can be quicker. */
    private static double durableWriteMillis(Path folder) throws IOException {
        long[] nanos = new long[SYNCS];
        Path file = Files.createTempFile(folder, "sync", null);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SYNCS; i++) {
                long before = System.nanoTime();
                channel.write(ByteBuffer.allocate(PAGE));
                channel.force(false);
                nanos[i] = System.nanoTime() - before;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(nanos);
        return nanos[SYNCS / 2] / 1e6;
    }
}
