package io.visavis.acceptance.bench;

import io.visavis.acceptance.harness.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What {@code ./visavis bench} runs; needs a quiet machine to say something about Visavis. */
public final class Bench {
    private static final Aim READY = Aim.under(6, "s");
    private static final Aim IDLE = Aim.under(300, "MB");

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory("visavis-bench");
        Machine machine = Machine.watched();
        long begun = System.nanoTime();
        try (Demo demo = Demo.start(Files.createDirectory(home.resolve("demo")))) {
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(Locale.ROOT, "demo ready after               %.1f s%s%n", seconds, READY.judge(seconds));
            CallBench.run(demo);
        }
        try (Demo demo = Demo.startAsServed(Files.createDirectory(home.resolve("served")))) {
            long idle = residentMegabytes(demo);
            System.out.printf(Locale.ROOT, "idle gateway, resident         %d MB%s%n", idle, IDLE.judge((double) idle));
            WebhookBench.run(demo);
            System.out.printf(Locale.ROOT, "gateway after load, resident   %d MB%n", residentMegabytes(demo));
        }
        MicroBenches.run();
        System.out.printf(Locale.ROOT, "measured on                    %s%n", machine.summary(home));
    }

    private static long residentMegabytes(Demo demo) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + demo.gateway().pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }
}
